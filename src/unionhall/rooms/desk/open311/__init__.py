"""Open311 GeoReport v2: other programs send requests and read the public ones."""
