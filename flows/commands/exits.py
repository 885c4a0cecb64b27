"""Exit codes of the contract: all done, some inputs failed, the command was wrong, nothing could be done."""

ALL, SOME_FAILED, WRONG_COMMAND, NOTHING = 0, 1, 2, 3
