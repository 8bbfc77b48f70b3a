"""Standards, icons, fonts and texts that ship with the program."""
