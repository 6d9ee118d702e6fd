-- Collective decision: bodies and their rosters, meetings, items with their candidates, ballots, recusals, minutes on paper (D-1 … D-7).

CREATE TABLE bodies (id @rowid@, name_zh @text@ NOT NULL, name_en @text@ NOT NULL);
CREATE TABLE memberships (
    body BIGINT NOT NULL REFERENCES bodies (id), number INTEGER NOT NULL, member BIGINT NOT NULL REFERENCES officials (id), is_chair BOOLEAN NOT NULL,
    first_day DATE NOT NULL, last_day DATE, document @text@ NOT NULL, end_document @text@, PRIMARY KEY (body, number));
CREATE INDEX memberships_by_member ON memberships (member, body);

CREATE TABLE meetings (
    id @rowid@, body BIGINT NOT NULL REFERENCES bodies (id), year INTEGER NOT NULL, number INTEGER NOT NULL, day DATE NOT NULL, place @text@ NOT NULL,
    medium @text@ NOT NULL, convened_by BIGINT NOT NULL REFERENCES officials (id), convened_at TIMESTAMPTZ NOT NULL,
    chair BIGINT REFERENCES officials (id), stand_in BIGINT REFERENCES officials (id), closed_at TIMESTAMPTZ, UNIQUE (year, number));
CREATE INDEX meetings_by_day ON meetings (day, id);
CREATE TABLE attendances (
    meeting BIGINT NOT NULL REFERENCES meetings (id), member BIGINT NOT NULL REFERENCES officials (id), is_present BOOLEAN NOT NULL, absence_reason @text@,
    PRIMARY KEY (meeting, member));
-- What a meeting was told of and did not decide on: wage runs (O-5).
CREATE TABLE meeting_reports (
    meeting BIGINT NOT NULL REFERENCES meetings (id), place INTEGER NOT NULL, about BIGINT NOT NULL, zh @text@ NOT NULL, en @text@ NOT NULL,
    PRIMARY KEY (meeting, place));
-- @append-only meeting_reports

CREATE TABLE decision_items (
    id @rowid@, body BIGINT NOT NULL REFERENCES bodies (id), about BIGINT NOT NULL, origin BIGINT NOT NULL, kinds @text@ NOT NULL, subject_zh @text@ NOT NULL, subject_en @text@ NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES officials (id), proposed_at TIMESTAMPTZ NOT NULL, vote_by DATE, lines_of BIGINT REFERENCES decision_items (id),
    meeting BIGINT REFERENCES meetings (id), agenda_place INTEGER, result @text@ NOT NULL, end_reason @text@, decided_place INTEGER, decided_on DATE,
    effective_at TIMESTAMPTZ, decided_above BIGINT, is_round_decided BOOLEAN NOT NULL, execution_begun_on DATE);
CREATE INDEX decision_items_by_meeting ON decision_items (meeting, agenda_place);
CREATE INDEX decision_items_by_about ON decision_items (about, id);
CREATE INDEX decision_items_by_origin ON decision_items (origin, id);
CREATE INDEX decision_items_by_result ON decision_items (result, id);
CREATE INDEX decision_items_by_lines ON decision_items (lines_of);
CREATE TABLE decision_candidates (
    item BIGINT NOT NULL REFERENCES decision_items (id), place INTEGER NOT NULL, label_zh @text@ NOT NULL, label_en @text@ NOT NULL, digest @text@ NOT NULL,
    state @text@ NOT NULL, opened_at TIMESTAMPTZ, called_at TIMESTAMPTZ, closed_at TIMESTAMPTZ, effective_at TIMESTAMPTZ,
    presiding BIGINT REFERENCES officials (id), handover_reason @text@, presiding_reasons @text@, reasons_refused BOOLEAN NOT NULL, only_preparers BOOLEAN NOT NULL,
    PRIMARY KEY (item, place));
CREATE TABLE decision_seats (
    item BIGINT NOT NULL, place INTEGER NOT NULL, member BIGINT NOT NULL REFERENCES officials (id), standing @text@ NOT NULL,
    PRIMARY KEY (item, place, member), FOREIGN KEY (item, place) REFERENCES decision_candidates (item, place));
-- A changed ballot is a new row (D-3).
CREATE TABLE ballots (
    item BIGINT NOT NULL, place INTEGER NOT NULL, number INTEGER NOT NULL, member BIGINT NOT NULL REFERENCES officials (id), vote @text@ NOT NULL, reason @text@,
    given_at TIMESTAMPTZ NOT NULL, entered_at TIMESTAMPTZ NOT NULL, entered_by BIGINT NOT NULL REFERENCES officials (id), medium @text@ NOT NULL,
    PRIMARY KEY (item, place, number), FOREIGN KEY (item, place) REFERENCES decision_candidates (item, place));
CREATE TABLE recusals (
    item BIGINT NOT NULL REFERENCES decision_items (id), person BIGINT NOT NULL REFERENCES officials (id), ground @text@ NOT NULL, words @text@ NOT NULL,
    recorded_by BIGINT NOT NULL REFERENCES officials (id), recorded_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (item, person));
CREATE INDEX recusals_by_person ON recusals (person, item);
CREATE TABLE preparations (
    item BIGINT NOT NULL REFERENCES decision_items (id), person BIGINT NOT NULL REFERENCES officials (id), PRIMARY KEY (item, person));
-- @append-only decision_seats
-- @append-only ballots
-- @append-only recusals
-- @append-only preparations

CREATE TABLE paper_minutes (
    id @rowid@, meeting BIGINT NOT NULL UNIQUE REFERENCES meetings (id), scan @text@ NOT NULL, first_reading @text@ NOT NULL,
    entered_by BIGINT NOT NULL REFERENCES officials (id), entered_at TIMESTAMPTZ NOT NULL,
    confirmed_by BIGINT REFERENCES officials (id), confirmed_at TIMESTAMPTZ);
CREATE TABLE superior_decisions (
    id @rowid@, item BIGINT NOT NULL REFERENCES decision_items (id), body_name @text@ NOT NULL, document_number @text@ NOT NULL, document_day DATE NOT NULL,
    scan @text@ NOT NULL, list_hash @text@ NOT NULL, is_approved BOOLEAN NOT NULL,
    entered_by BIGINT NOT NULL REFERENCES officials (id), entered_at TIMESTAMPTZ NOT NULL,
    confirmed_by BIGINT REFERENCES officials (id), confirmed_at TIMESTAMPTZ);
CREATE INDEX superior_decisions_by_item ON superior_decisions (item, id);

-- What is asked about a contract, in its canonical form: the paper whose hash is voted (C-2, C-8, D-5).
CREATE TABLE contract_proposals (
    item @rowid@ REFERENCES decision_items (id), contract BIGINT NOT NULL REFERENCES works_contracts (id), text @text@ NOT NULL, evidence @text@ NOT NULL);
CREATE INDEX contract_proposals_by_contract ON contract_proposals (contract, item);
-- @append-only contract_proposals
