"""Views → data of a sheet → PDF: what a reader takes home on paper."""
