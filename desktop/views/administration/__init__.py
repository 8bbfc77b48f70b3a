"""Administration: keys, people, the trust list at hand, the centre's key, and an agency's desk."""
