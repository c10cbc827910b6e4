-- Who looked at somebody's numbers and papers is asked of the journal by whom it was about: few rows of a chain of millions.
CREATE INDEX chain_looked ON chain (ref, seq) WHERE kind IN ('customer.revealed', 'attachment.opened');
