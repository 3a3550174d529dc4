"""Quality on the validation set, per figure, against floors."""
