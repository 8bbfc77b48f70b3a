"""The whole program without windows: domain, services, storage, reporting."""
