"""How the shipped encoder is made: law texts to training pairs to term vectors. Not imported while serving."""
