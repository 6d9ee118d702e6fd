-- Fund receipts and what runs took from them (F-1), expected recoveries (F-2).

CREATE TABLE fund_receipts (
    id @rowid@, number @text@ NOT NULL UNIQUE, source @text@ NOT NULL, amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), received_on DATE NOT NULL,
    payer @text@ NOT NULL, restriction_kind @text@ NOT NULL, restricted_to BIGINT NOT NULL, document @text@ NOT NULL, state @text@ NOT NULL,
    recorded_by BIGINT NOT NULL REFERENCES officials (id), confirmed_by BIGINT REFERENCES officials (id), confirmed_on DATE,
    withdrawn_by BIGINT REFERENCES officials (id), reversal_asked_by BIGINT REFERENCES officials (id), reason @text@,
    reversed_by BIGINT REFERENCES officials (id), reversed_on DATE);
CREATE INDEX fund_receipts_by_day ON fund_receipts (received_on, id);

-- What a round or wage run took from receipts, in the order in which it took it, and what of it has gone back.
CREATE TABLE run_funds (
    run BIGINT NOT NULL, ordinal INTEGER NOT NULL, receipt BIGINT NOT NULL REFERENCES fund_receipts (id),
    taken_fen BIGINT NOT NULL CHECK (taken_fen > 0), returned_fen BIGINT NOT NULL CHECK (returned_fen BETWEEN 0 AND taken_fen),
    PRIMARY KEY (run, ordinal));
CREATE INDEX run_funds_by_receipt ON run_funds (receipt, run);

CREATE TABLE expected_recoveries (
    id @rowid@, project BIGINT NOT NULL REFERENCES projects (id), amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), expected_on DATE NOT NULL,
    chased_by BIGINT NOT NULL REFERENCES officials (id), note @text@ NOT NULL, is_closed BOOLEAN NOT NULL,
    receipt BIGINT REFERENCES fund_receipts (id), closing_note @text@, closed_on DATE);
CREATE INDEX expected_recoveries_by_day ON expected_recoveries (is_closed, expected_on, id);
