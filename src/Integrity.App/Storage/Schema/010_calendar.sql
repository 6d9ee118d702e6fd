-- The State Council's calendar (P-10): days off and make-up working days, by the year whose notice sets them.
CREATE TABLE calendar_days (
    date DATE PRIMARY KEY, year INTEGER NOT NULL, kind @text@ NOT NULL, occasion @text@ NOT NULL, source @text@ NOT NULL);
