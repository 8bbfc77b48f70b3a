"""The whole way of one worker, from outside: stopped at any moment, and as commands."""
