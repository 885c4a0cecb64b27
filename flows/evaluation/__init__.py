"""How the program does against cases whose truth is known: ``goldenthread evaluate``."""
