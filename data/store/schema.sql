-- The store's tables. Plain types only, so that the same statements run on a DuckLake catalogue:
-- no keys, checks, indexes, sequences or enums.

-- one row
CREATE TABLE store_info (
    schema_version INTEGER NOT NULL,
    snapshot_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,         -- own, demo, sample
    base VARCHAR NOT NULL          -- the snapshot that it was made from; '': none, or it was made again
);

-- one row per body that publishes reports
CREATE TABLE jurisdiction (
    id INTEGER NOT NULL,
    name VARCHAR NOT NULL,         -- its own short name: 云山镇
    kind VARCHAR NOT NULL,         -- 镇, 乡, 街道, 县直部门, …
    parents VARCHAR[] NOT NULL,    -- as far as known, outermost first
    aliases VARCHAR[] NOT NULL,
    valid_from INTEGER,            -- first and last year it exists; NULL: not known to be limited
    valid_to INTEGER,
    population MAP(INTEGER, BIGINT),
    path VARCHAR NOT NULL,         -- shortest name that no other body has: 云山镇, or 清水县/云山镇
    listed BOOLEAN NOT NULL,       -- whether a roster names it
    must_report BOOLEAN NOT NULL,  -- false only where a roster says so
    contact VARCHAR NOT NULL       -- whom to ask, as a roster has it
);

-- one row per event that made one body follow another
CREATE TABLE succession (
    predecessor INTEGER NOT NULL,
    successor INTEGER NOT NULL,
    year INTEGER NOT NULL,         -- first year of the successor
    kind VARCHAR NOT NULL          -- renamed, merged, split
);

-- one row per report, superseded ones included
CREATE TABLE report (
    id INTEGER NOT NULL,
    jurisdiction INTEGER NOT NULL,
    year INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    published DATE,
    received TIMESTAMP NOT NULL,
    source_file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    form2 VARCHAR NOT NULL,
    form3 VARCHAR NOT NULL,
    form4 VARCHAR NOT NULL,
    tables VARCHAR[] NOT NULL,     -- sections whose table has anything in the document: 2, 3, 4
    parser_version VARCHAR NOT NULL,
    supersedes INTEGER,            -- the report that this one replaced
    live BOOLEAN NOT NULL,         -- false once superseded
    made_up BOOLEAN NOT NULL
);

-- one row per declared cell, form and language-free label
CREATE TABLE indicator (
    code VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    position INTEGER NOT NULL,     -- order on the form, through all tables
    block INTEGER NOT NULL,        -- order of the block it stands in; extra rows end their block
    section VARCHAR NOT NULL,
    row_label VARCHAR NOT NULL,
    column_label VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    comparable BOOLEAN NOT NULL
);

-- one row per report and cell of its forms, missing ones included, and per cell of an extra row
CREATE TABLE observation (
    report INTEGER NOT NULL,
    jurisdiction INTEGER NOT NULL, -- repeated from report: the commonest filters need no join
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    row_label VARCHAR,             -- only for a row that the form does not have
    raw VARCHAR NOT NULL,
    value DECIMAL(20, 4),
    unit VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    confidence FLOAT NOT NULL,
    page INTEGER,
    table_no INTEGER,
    row_no INTEGER,
    column_no INTEGER,
    line INTEGER
);

-- one row per report and section
CREATE TABLE narrative (
    report INTEGER NOT NULL,
    section VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);

-- one row per statement of the prose: a number, a “none”, a year that is named
CREATE TABLE fact (
    report INTEGER NOT NULL,
    section VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,     -- as it stands
    start_at INTEGER NOT NULL,     -- its place in the sentence without blanks
    end_at INTEGER NOT NULL,
    kind VARCHAR NOT NULL,         -- absolute, range, part, change, share, since, plan, supposed, other, year
    what VARCHAR NOT NULL,         -- the words that it is said of
    year INTEGER,                  -- that is spoken of; NULL: not known
    who VARCHAR NOT NULL,          -- '': the reporter
    measure VARCHAR NOT NULL,      -- key of data/prose/measures.yaml; '': no cell holds it
    applicant VARCHAR NOT NULL,
    cells VARCHAR[] NOT NULL,      -- those that it was compared with
    low DECIMAL(20, 4),
    high DECIMAL(20, 4),           -- NULL: no upper bound
    said DECIMAL(20, 4),           -- the number as written; NULL: more than one
    unit VARCHAR NOT NULL
);

-- one row per finding
CREATE TABLE finding (
    report INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    cells VARCHAR[] NOT NULL,
    evidence MAP(VARCHAR, VARCHAR) NOT NULL,
    page INTEGER,
    table_no INTEGER,
    row_no INTEGER,
    column_no INTEGER,
    line INTEGER,
    state VARCHAR NOT NULL,        -- open, settled (a correction or confirmation closed it), waived
    reading VARCHAR NOT NULL       -- document: of what was read; corrected: only of the corrected figures
);

-- one row per decision of a person on a report; what was read is never overwritten
CREATE TABLE review (
    act INTEGER NOT NULL,          -- their order
    kind VARCHAR NOT NULL,         -- correct, confirm, waive, return, accept, withdraw, handed, reassign
    report INTEGER NOT NULL,       -- that it was decided on
    jurisdiction INTEGER NOT NULL,
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,    -- '': not of a cell
    row_label VARCHAR,
    rule VARCHAR NOT NULL,         -- of the finding waived
    cells VARCHAR[] NOT NULL,
    evidence MAP(VARCHAR, VARCHAR) NOT NULL,
    stood VARCHAR NOT NULL,        -- what these cells said then
    old_raw VARCHAR NOT NULL,
    old_value DECIMAL(20, 4),
    new_value DECIMAL(20, 4),
    day DATE,                      -- on which it was handed in
    reason VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    made TIMESTAMP NOT NULL,
    applies INTEGER                -- the report in force that it holds for; NULL: none
);

-- one row per deadline: the day by which, at the latest
CREATE TABLE deadline (
    year INTEGER NOT NULL,         -- of the reports
    kind VARCHAR NOT NULL,         -- class of the units; '': all others
    what VARCHAR NOT NULL,         -- due: handed in; published
    day DATE NOT NULL,
    author VARCHAR NOT NULL,
    made TIMESTAMP NOT NULL
);

-- one row per figure that a county put in the place of a sum
CREATE TABLE own_figure (
    body VARCHAR NOT NULL,         -- whose report: what it lies in and itself, between /; '': all units together
    year INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    form VARCHAR NOT NULL,         -- in which it was entered: a cell may mean another thing in another
    value DECIMAL(20, 4) NOT NULL,
    reason VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    made TIMESTAMP NOT NULL
);

-- one row per time that sums were kept; what was kept before under the name stays
CREATE TABLE kept_sum (
    name VARCHAR NOT NULL,
    body VARCHAR NOT NULL,         -- as in own_figure
    year INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    snapshot VARCHAR NOT NULL,     -- that they stand on
    content VARCHAR NOT NULL,      -- what they are made of, JSON
    author VARCHAR NOT NULL,
    made TIMESTAMP NOT NULL
);

-- one row per observation as it counts: with the number that a person put in its place, or confirmed
CREATE VIEW figure AS
SELECT o.report, o.jurisdiction, o.year, o.indicator, o.row_label, o.raw,
       coalesce(d.new_value, o.value) AS value, o.unit,
       CASE WHEN d.kind IS NULL THEN o.status ELSE 'reported' END AS status,
       o.confidence, o.page, o.table_no, o.row_no, o.column_no, o.line,
       d.kind AS decided             -- correct, confirm; NULL: as read
FROM observation o
LEFT JOIN (
    SELECT applies, indicator, row_label, new_value, kind FROM review
    WHERE applies IS NOT NULL AND kind IN ('correct', 'confirm')
) d ON d.applies = o.report AND d.indicator = o.indicator AND d.row_label IS NOT DISTINCT FROM o.row_label;
