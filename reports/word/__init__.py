"""Word files written from templates: markup is strings, a file is a zip of them. Fast, and valid by construction."""
