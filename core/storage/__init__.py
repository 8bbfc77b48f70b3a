"""SQLAlchemy and files: the only place that knows them."""
