"""Training a MarianMT model of our own: prepare → tokenizer → fit → average → export, each step resumable; distil makes
more text from a teacher."""
