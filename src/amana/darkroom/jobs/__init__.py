"""What can be done with a file in the dark room, one job a module; `amana.darkroom.registry` knows them by name."""
