"""One use case a module: load, call the domain, save, record, commit."""
