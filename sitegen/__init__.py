"""content + templates → a patient-education site that is safe for each fracture-risk tier."""

__version__ = "0.1.0"
