-- The ground of the bureau's database: numbers, sign-in, officials, the journal, the ledger.

CREATE TABLE counters (name @text@ PRIMARY KEY, last BIGINT NOT NULL);
INSERT INTO counters (name, last) VALUES ('objects', 1000), ('journal', 0), ('ledger_entries', 0), ('postings', 0),
    ('snapshot_lines', 0), ('snapshot_tranches', 0);

-- Sign-in accounts of the identity framework. They only sign in; what a person may do stands in officials.
CREATE TABLE sign_in_users (
    id UUID PRIMARY KEY,
    user_name @text@, normalized_user_name @text@ UNIQUE, email @text@, normalized_email @text@,
    email_confirmed BOOLEAN NOT NULL, password_hash @text@, security_stamp @text@, concurrency_stamp @text@,
    phone_number @text@, phone_number_confirmed BOOLEAN NOT NULL, two_factor_enabled BOOLEAN NOT NULL,
    lockout_end TIMESTAMPTZ, lockout_enabled BOOLEAN NOT NULL, access_failed_count INTEGER NOT NULL);
CREATE TABLE sign_in_user_claims (
    id @identity@, user_id UUID NOT NULL REFERENCES sign_in_users (id), claim_type @text@, claim_value @text@);
CREATE TABLE sign_in_user_logins (
    login_provider @text@ NOT NULL, provider_key @text@ NOT NULL, provider_display_name @text@, user_id UUID NOT NULL REFERENCES sign_in_users (id),
    PRIMARY KEY (login_provider, provider_key));
CREATE TABLE sign_in_user_tokens (
    user_id UUID NOT NULL REFERENCES sign_in_users (id), login_provider @text@ NOT NULL, name @text@ NOT NULL, value @text@,
    PRIMARY KEY (user_id, login_provider, name));
CREATE TABLE data_protection_keys (id @identity@, friendly_name @text@, xml @text@);

CREATE TABLE officials (
    id @rowid@, name @text@ NOT NULL, sign_in_name @text@ NOT NULL UNIQUE, office @text@ NOT NULL, post @text@ NOT NULL,
    duties @text@ NOT NULL, party BIGINT, account UUID REFERENCES sign_in_users (id), own_password BOOLEAN NOT NULL, active BOOLEAN NOT NULL);

-- Tokens by which a program acts for its owner: only their hash is kept.
CREATE TABLE access_tokens (
    id @rowid@, owner BIGINT NOT NULL REFERENCES officials (id), name @text@ NOT NULL, digest @text@ NOT NULL UNIQUE, duties @text@ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL, expires_on DATE NOT NULL, revoked_at TIMESTAMPTZ);
CREATE INDEX access_tokens_by_owner ON access_tokens (owner, id);

-- The journal (J-1): leaves of an RFC 6962 tree, their salted payloads apart.
CREATE TABLE journal_entries (
    number @rowid@, at TIMESTAMPTZ NOT NULL, kind @text@ NOT NULL, actor @text@ NOT NULL, subjects @text@ NOT NULL,
    effects @text@ NOT NULL, payload_digest @bytes@ NOT NULL, leaf_hash @bytes@ NOT NULL);
CREATE TABLE journal_payloads (
    entry @rowid@ REFERENCES journal_entries (number), salt @bytes@ NOT NULL, payload @text@ NOT NULL, sealed BOOLEAN NOT NULL);
CREATE TABLE journal_subjects (
    subject BIGINT NOT NULL, entry BIGINT NOT NULL REFERENCES journal_entries (number), PRIMARY KEY (subject, entry));
-- @append-only journal_entries
-- @append-only journal_subjects

-- What was answered to whom under which key, so that sending twice does once.
CREATE TABLE act_answers (
    actor @text@ NOT NULL, key @text@ NOT NULL, act_digest @bytes@ NOT NULL, entry BIGINT NOT NULL, answer @text@ NOT NULL,
    PRIMARY KEY (actor, key));
-- @append-only act_answers

-- The ledger (L-1). Entries of one act are one range; a posting's meaning is in Domain/Ledger/Posting.cs.
CREATE TABLE ledger_ranges (
    first_entry @rowid@, last_entry BIGINT NOT NULL, first_posting BIGINT NOT NULL, last_posting BIGINT NOT NULL, act BIGINT NOT NULL,
    day INTEGER NOT NULL, kind @text@ NOT NULL, reverses BIGINT NOT NULL, document @text@ NOT NULL, root @bytes@ NOT NULL);
CREATE INDEX ledger_ranges_by_act ON ledger_ranges (act);
CREATE TABLE postings (
    id @rowid@, entry BIGINT NOT NULL, day INTEGER NOT NULL, owner BIGINT NOT NULL, account SMALLINT NOT NULL, standing SMALLINT NOT NULL,
    tranche BIGINT NOT NULL, due INTEGER NOT NULL, subject BIGINT NOT NULL, fen BIGINT NOT NULL);
CREATE INDEX postings_by_owner ON postings (owner, day);
-- @append-only ledger_ranges
-- @append-only postings

-- Totals kept by each act, re-proved by verify: what a day added to an account, by payee type and project.
CREATE TABLE day_totals (
    day INTEGER NOT NULL, account SMALLINT NOT NULL, standing SMALLINT NOT NULL, payee_type BIGINT NOT NULL, project BIGINT NOT NULL,
    due INTEGER NOT NULL, fen BIGINT NOT NULL,
    PRIMARY KEY (account, standing, payee_type, project, day, due));

-- Words to find things by, kept by the acts that name them, and how many things each word finds: the rarest word leads a search.
-- A thing stands under the word's number, not its letters: a look-up in a million compares integers, and takes half as long.
CREATE TABLE search_words (id @rowid@, kind SMALLINT NOT NULL, word @text@ NOT NULL, subjects BIGINT NOT NULL, UNIQUE (kind, word));
CREATE TABLE search_subjects (word BIGINT NOT NULL, subject BIGINT NOT NULL, PRIMARY KEY (word, subject)) @key-only@;
