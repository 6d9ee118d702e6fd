-- Penalty cases: the definition each one runs under, its steps, papers, findings and periods (P-1 … P-7, P-10).

CREATE TABLE case_definitions (hash @text@ NOT NULL PRIMARY KEY, code @text@ NOT NULL, version INTEGER NOT NULL, text @text@ NOT NULL);
-- @append-only case_definitions

CREATE TABLE penalty_cases (
    id @rowid@, number @text@ NOT NULL UNIQUE, contract BIGINT NOT NULL REFERENCES works_contracts (id), party BIGINT NOT NULL REFERENCES counterparties (id),
    integrity_contract BIGINT NOT NULL REFERENCES integrity_contracts (id), source @text@ NOT NULL, act @text@ NOT NULL, act_day DATE NOT NULL, severity INTEGER NOT NULL,
    band_min INTEGER NOT NULL CHECK (band_min >= 0), band_max INTEGER NOT NULL CHECK (band_max BETWEEN band_min AND 1000000), cap INTEGER NOT NULL,
    claimed_loss_fen BIGINT NOT NULL CHECK (claimed_loss_fen >= 0), documented_loss_fen BIGINT NOT NULL, definition_hash @text@ NOT NULL REFERENCES case_definitions (hash),
    state @text@ NOT NULL, ended BOOLEAN NOT NULL, flagged_by BIGINT NOT NULL REFERENCES officials (id), flagged_on DATE NOT NULL, opened_or_remitted_on DATE NOT NULL,
    confirmed_by BIGINT REFERENCES officials (id) CHECK (confirmed_by <> flagged_by), share INTEGER CHECK (share BETWEEN 1 AND 1000000), contract_v_fen BIGINT NOT NULL, v_at_flag_fen BIGINT NOT NULL, v_at_service_fen BIGINT, hold_posted_on DATE, hold_lapsed BOOLEAN NOT NULL, hold_turned_back BOOLEAN NOT NULL,
    notice_served_on DATE, hearing_held BOOLEAN NOT NULL, notice_paper INTEGER, decision_paper INTEGER, decision_item BIGINT REFERENCES decision_items (id),
    review_paper INTEGER, review_item BIGINT REFERENCES decision_items (id), extension_paper INTEGER, extension_item BIGINT REFERENCES decision_items (id),
    reopening_paper INTEGER, reopening_item BIGINT REFERENCES decision_items (id),
    decision_served_on DATE, deducted_fen BIGINT NOT NULL CHECK (deducted_fen >= 0), shortfall_fen BIGINT NOT NULL, set_off_fen BIGINT NOT NULL,
    deducted_on DATE, reversed_on DATE, reversal_interest_fen BIGINT NOT NULL, exclusion BIGINT REFERENCES market_exclusions (id), recommended BOOLEAN NOT NULL,
    published_on DATE, public_text @text@, corrected_on DATE);
CREATE INDEX penalty_cases_by_contract ON penalty_cases (contract, id);
CREATE INDEX penalty_cases_by_party ON penalty_cases (party, id);
CREATE INDEX penalty_cases_by_publication ON penalty_cases (published_on, id);

-- A deduction that is taken in parts: the plan of each decided paper, and what became of it.
CREATE TABLE case_instalments (
    penalty_case BIGINT NOT NULL REFERENCES penalty_cases (id), paper INTEGER NOT NULL, number INTEGER NOT NULL, due_on DATE NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), taken_fen BIGINT NOT NULL CHECK (taken_fen BETWEEN 0 AND amount_fen), taken_on DATE CHECK (taken_on >= due_on), undone_on DATE,
    PRIMARY KEY (penalty_case, paper, number));
CREATE INDEX case_instalments_open ON case_instalments (due_on, penalty_case) WHERE taken_on IS NULL AND undone_on IS NULL;

-- A process is a case or a matter; both take their numbers from one counter.
CREATE TABLE case_steps (
    process BIGINT NOT NULL, number INTEGER NOT NULL, event @text@ NOT NULL, role @text@ NOT NULL, actor BIGINT REFERENCES officials (id),
    actor_name @text@ NOT NULL, at TIMESTAMPTZ NOT NULL, happened_on DATE NOT NULL, state_before @text@ NOT NULL, state_after @text@ NOT NULL, actions @text@ NOT NULL, words @text@, document @text@,
    acts_for BIGINT REFERENCES officials (id), PRIMARY KEY (process, number));
CREATE TABLE matters (
    id @rowid@, kind @text@ NOT NULL, number @text@ NOT NULL UNIQUE, penalty_case BIGINT NOT NULL REFERENCES penalty_cases (id), party BIGINT NOT NULL REFERENCES counterparties (id),
    definition_hash @text@ NOT NULL REFERENCES case_definitions (hash), state @text@ NOT NULL, ended BOOLEAN NOT NULL, opened_on DATE NOT NULL,
    vote_paper INTEGER, vote_item BIGINT REFERENCES decision_items (id), organ @text@, letter @text@, sent_on DATE, scope @text@, years INTEGER,
    exclusion BIGINT REFERENCES market_exclusions (id), started_on DATE, handler BIGINT REFERENCES officials (id), sealed_names @text@);
CREATE INDEX matters_by_case ON matters (penalty_case, id);
CREATE INDEX matters_by_kind ON matters (kind, id);
CREATE INDEX matters_by_party ON matters (party, kind, id);
CREATE TABLE matter_packets (matter @rowid@ REFERENCES matters (id), digest @text@ NOT NULL, content @bytes@ NOT NULL, letter @text@ NOT NULL);
-- @append-only matter_packets
CREATE TABLE case_findings (
    penalty_case BIGINT NOT NULL REFERENCES penalty_cases (id), number INTEGER NOT NULL, leg @text@ NOT NULL, words @text@ NOT NULL, document @text@,
    found_by BIGINT NOT NULL REFERENCES officials (id), found_on DATE NOT NULL, PRIMARY KEY (penalty_case, number));
CREATE TABLE case_papers (
    penalty_case BIGINT NOT NULL REFERENCES penalty_cases (id), number INTEGER NOT NULL, kind @text@ NOT NULL, text @text@ NOT NULL, digest @text@ NOT NULL,
    written_by BIGINT NOT NULL REFERENCES officials (id), day DATE NOT NULL, PRIMARY KEY (penalty_case, number));
-- @append-only case_steps
-- @append-only case_findings
-- @append-only case_papers

CREATE TABLE case_defences (
    penalty_case BIGINT NOT NULL REFERENCES penalty_cases (id), number INTEGER NOT NULL, words @text@ NOT NULL, document @text@,
    recorded_by BIGINT NOT NULL REFERENCES officials (id), recorded_on DATE NOT NULL,
    answer @text@, answered_by BIGINT REFERENCES officials (id), answered_on DATE, PRIMARY KEY (penalty_case, number));
CREATE TABLE case_tasks (
    penalty_case BIGINT NOT NULL REFERENCES penalty_cases (id), number INTEGER NOT NULL, code @text@ NOT NULL, closed BOOLEAN NOT NULL,
    opinion @text@, document @text@, done_by BIGINT REFERENCES officials (id), done_on DATE, PRIMARY KEY (penalty_case, number));

CREATE TABLE case_deadlines (
    id @rowid@, process BIGINT NOT NULL, name @text@ NOT NULL, state @text@ NOT NULL, run INTEGER NOT NULL, from_at TIMESTAMPTZ NOT NULL,
    length INTEGER NOT NULL, pauses @text@ NOT NULL, due_on DATE, expires_at TIMESTAMPTZ, provisional BOOLEAN NOT NULL, standing @text@ NOT NULL,
    remind_on DATE, reminded_on DATE);
CREATE INDEX case_deadlines_by_process ON case_deadlines (process, id);
CREATE INDEX case_deadlines_by_expiry ON case_deadlines (standing, expires_at, id);
CREATE INDEX case_deadlines_by_reminder ON case_deadlines (standing, remind_on, id);
