"""The pages of what stands around an assessment."""
