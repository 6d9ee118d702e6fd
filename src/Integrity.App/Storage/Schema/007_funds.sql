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

-- Wage runs: two people in finance, any day, reported and published (O-5).
CREATE TABLE wage_runs (
    id @rowid@, number @text@ NOT NULL UNIQUE, scope_project BIGINT REFERENCES projects (id), state @text@ NOT NULL,
    prepared_by BIGINT NOT NULL REFERENCES officials (id), prepared_on DATE NOT NULL, amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    uncovered_fen BIGINT NOT NULL, without_account_fen BIGINT NOT NULL, confirmed_by BIGINT REFERENCES officials (id), executed_on DATE,
    first_instruction BIGINT NOT NULL, last_instruction BIGINT NOT NULL, withdrawn_by BIGINT REFERENCES officials (id), reason @text@, reported_to BIGINT,
    CHECK (confirmed_by <> prepared_by));
CREATE INDEX wage_runs_by_day ON wage_runs (prepared_on, id);
CREATE INDEX wage_runs_to_report ON wage_runs (id) WHERE state = 'Executed' AND reported_to IS NULL;
CREATE TABLE wage_run_lines (
    run BIGINT NOT NULL REFERENCES wage_runs (id), ordinal INTEGER NOT NULL, contract BIGINT NOT NULL REFERENCES works_contracts (id),
    certificate BIGINT NOT NULL, due DATE NOT NULL, amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), standing @text@ NOT NULL,
    PRIMARY KEY (run, ordinal));
-- @append-only wage_run_lines

-- Advances and interest, decided like a round, each by its contract's own terms (C-6, O-7).
CREATE TABLE decided_runs (
    id @rowid@, number @text@ NOT NULL UNIQUE, kind @text@ NOT NULL, scope_project BIGINT REFERENCES projects (id), state @text@ NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES officials (id), proposed_on DATE NOT NULL, amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), digest @text@ NOT NULL,
    decision_item BIGINT NOT NULL, executed_by BIGINT REFERENCES officials (id), executed_on DATE, first_instruction BIGINT NOT NULL, last_instruction BIGINT NOT NULL);
CREATE TABLE decided_run_lines (
    run BIGINT NOT NULL REFERENCES decided_runs (id), ordinal INTEGER NOT NULL, contract BIGINT NOT NULL REFERENCES works_contracts (id),
    base_fen BIGINT NOT NULL CHECK (base_fen > 0), rate INTEGER NOT NULL CHECK (rate BETWEEN 1 AND 1000000), amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    PRIMARY KEY (run, ordinal));
-- @append-only decided_run_lines

-- What went to the bank and what came back (R-7, R-8).
CREATE TABLE paying_accounts (
    id @rowid@, holder @text@ NOT NULL, number @text@ NOT NULL, bank_name @text@ NOT NULL, cnaps @text@ NOT NULL,
    named_by BIGINT NOT NULL REFERENCES officials (id), named_on DATE NOT NULL);
-- @append-only paying_accounts
CREATE TABLE instruction_files (
    id @rowid@, message_id @text@ NOT NULL UNIQUE, run BIGINT NOT NULL, first_instruction BIGINT NOT NULL, last_instruction BIGINT NOT NULL,
    instructions INTEGER NOT NULL, amount_fen BIGINT NOT NULL, paying_account BIGINT NOT NULL REFERENCES paying_accounts (id),
    made_by BIGINT NOT NULL REFERENCES officials (id), made_at TIMESTAMPTZ NOT NULL, UNIQUE (run, first_instruction));
-- @append-only instruction_files
CREATE TABLE bank_imports (
    id @rowid@, file @text@ NOT NULL, document @text@ NOT NULL, source @text@ NOT NULL, imported_by BIGINT NOT NULL REFERENCES officials (id), imported_on DATE NOT NULL,
    settled INTEGER NOT NULL, returned INTEGER NOT NULL, refused INTEGER NOT NULL);
-- @append-only bank_imports
CREATE TABLE returned_lines (
    instruction @rowid@, run BIGINT NOT NULL, contract BIGINT NOT NULL REFERENCES works_contracts (id), kind @text@ NOT NULL, amount_fen BIGINT NOT NULL,
    returned_on DATE NOT NULL, was_settled BOOLEAN NOT NULL, was_sent BOOLEAN NOT NULL, reason_code @text@ NOT NULL, reason_text @text@ NOT NULL, document @text@ NOT NULL,
    state @text@ NOT NULL, account BIGINT, evidence @text@, reason @text@, asked_by BIGINT REFERENCES officials (id), asked_on DATE,
    answered_by BIGINT REFERENCES officials (id), answered_on DATE, again BIGINT, CHECK (answered_by <> asked_by));
CREATE INDEX returned_lines_by_state ON returned_lines (state, instruction);
CREATE INDEX returned_lines_by_run ON returned_lines (run, instruction);
