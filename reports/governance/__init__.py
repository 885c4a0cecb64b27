"""Papers that a council needs before it uses the program, made from the configuration that is really in use."""
