"""A project → what a clinic has let go out: withdrawn in a hurry, or released with everything that was recorded."""
