-- A third party that has paid owes no more: what undoes a charge it owed for (a void, a payout of a refund the way it came) never
-- leaves its account below nothing. What is to be given back to it then goes by another way, which somebody decides.
CREATE TRIGGER chain_seals_debt_left BEFORE INSERT ON chain
WHEN (SELECT type FROM document WHERE seq = NEW.seq) IN ('V', 'O') BEGIN
  SELECT RAISE(ABORT, 'document: takes more off a third party than it owes')
    FROM entry e JOIN payer p ON p.account = e.account JOIN account_balance b ON b.account = p.account
    WHERE e.seq = NEW.seq AND e.amount < 0 AND b.balance < 0;
END;
