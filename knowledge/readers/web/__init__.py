"""The parts of a web page: what is seen, what is site furniture, which lines the rest makes."""
