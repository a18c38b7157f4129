"""What an evaluation says: the models, the files, the page, the comparison of two and the floors."""
