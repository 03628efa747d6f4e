"""What the command line prints: one file a command, over one terminal."""
