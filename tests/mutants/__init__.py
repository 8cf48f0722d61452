"""The shipped content, broken in every way that matters → is each break told, with the right code at the right line?

    python -m mutants            a sample of each kind
    python -m mutants --whole    each kind at every place that it fits

A kind is a row: its name, what it breaks, the codes that may tell of it, and a function that yields the broken files.
"""
