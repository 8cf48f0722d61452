"""(Library, facts) → Problems: judgements on the whole site, after everything was rendered and before anything is published."""
