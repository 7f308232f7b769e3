-- What `.dump` gives of a journal that the first program wrote: two runs done, one cut off.
PRAGMA journal_mode = WAL;
BEGIN TRANSACTION;
CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL REFERENCES run (id),
        at TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('added', 'corrected', 'removed')),
        before TEXT NOT NULL,
        undone_at TEXT
    );
CREATE TABLE interval (
        run_id TEXT NOT NULL REFERENCES run (id),
        seq INTEGER NOT NULL,
        "index" INTEGER NOT NULL,
        kind TEXT NOT NULL,
        step INTEGER NOT NULL,
        exercise TEXT,
        name TEXT NOT NULL,
        side TEXT,
        "set" INTEGER NOT NULL,
        round INTEGER NOT NULL,
        prescribed INTEGER NOT NULL REFERENCES kept (id),
        version TEXT,
        outcome TEXT NOT NULL,
        done_s REAL NOT NULL,
        done_count INTEGER,
        extra_s REAL NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        PRIMARY KEY (run_id, seq)
    ) WITHOUT ROWID;
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',0,0,'get_ready',0,'low-lunge','Low lunge','left',1,1,3,NULL,'complete',2.0,NULL,0.0,'2026-11-23T14:33:26.227943+00:00','2026-11-23T14:33:26.240159+00:00');
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',1,1,'hold',0,'low-lunge','Low lunge','left',1,1,4,NULL,'complete',20.0,NULL,0.0,'2026-11-23T14:33:26.240196+00:00','2026-11-23T14:33:26.364098+00:00');
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',2,2,'switch',0,'low-lunge','Low lunge','right',1,1,5,NULL,'complete',10.0,NULL,0.0,'2026-11-23T14:33:26.364139+00:00','2026-11-23T14:33:26.390580+00:00');
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',3,3,'hold',0,'low-lunge','Low lunge','right',1,1,6,NULL,'complete',20.0,NULL,0.0,'2026-11-23T14:33:26.390618+00:00','2026-11-23T14:33:26.525726+00:00');
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',4,4,'get_ready',1,'bridge','Bridge',NULL,1,1,7,NULL,'complete',2.0,NULL,0.0,'2026-11-23T14:33:26.525770+00:00','2026-11-23T14:33:26.525773+00:00');
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',5,5,'reps',1,'bridge','Bridge',NULL,1,1,8,NULL,'complete',48.0,8,0.0,'2026-11-23T14:33:26.525781+00:00','2026-11-23T14:33:26.745574+00:00');
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',6,6,'rest',1,'bridge','Bridge',NULL,2,1,9,NULL,'complete',20.0,NULL,0.0,'2026-11-23T14:33:26.745619+00:00','2026-11-23T14:33:26.838360+00:00');
INSERT INTO "interval" VALUES('0372441ac3a14fdda39868014961ce84',7,7,'reps',1,'bridge','Bridge',NULL,2,1,10,NULL,'complete',48.0,8,0.0,'2026-11-23T14:33:26.838404+00:00','2026-11-23T14:33:27.079254+00:00');
INSERT INTO "interval" VALUES('22dcdb3786414e5fbe369a6903bb4db8',0,0,'get_ready',0,'low-lunge','Low lunge','left',1,1,3,NULL,'complete',2.0,NULL,0.0,'2026-11-23T14:33:27.897596+00:00','2026-11-23T14:33:28.108299+00:00');
INSERT INTO "interval" VALUES('22dcdb3786414e5fbe369a6903bb4db8',1,1,'hold',0,'low-lunge','Low lunge','left',1,1,4,NULL,'complete',20.0,NULL,0.0,'2026-11-23T14:33:28.108336+00:00','2026-11-23T14:33:30.101100+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',0,0,'get_ready',0,'low-lunge','Low lunge','left',1,1,3,NULL,'complete',2.0,NULL,0.0,'2026-11-23T14:33:24.268339+00:00','2026-11-23T14:33:24.278966+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',1,1,'hold',0,'low-lunge','Low lunge','left',1,1,4,NULL,'complete',20.0,NULL,0.0,'2026-11-23T14:33:24.279004+00:00','2026-11-23T14:33:24.384047+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',2,2,'switch',0,'low-lunge','Low lunge','right',1,1,5,NULL,'complete',10.0,NULL,0.0,'2026-11-23T14:33:24.384091+00:00','2026-11-23T14:33:24.444271+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',3,3,'hold',0,'low-lunge','Low lunge','right',1,1,6,NULL,'complete',20.0,NULL,0.0,'2026-11-23T14:33:24.444309+00:00','2026-11-23T14:33:24.542496+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',4,4,'get_ready',1,'bridge','Bridge',NULL,1,1,7,NULL,'complete',2.0,NULL,0.0,'2026-11-23T14:33:24.542529+00:00','2026-11-23T14:33:24.542532+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',5,5,'reps',1,'bridge','Bridge',NULL,1,1,8,NULL,'complete',48.0,8,0.0,'2026-11-23T14:33:24.542540+00:00','2026-11-23T14:33:24.790577+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',6,6,'rest',1,'bridge','Bridge',NULL,2,1,9,NULL,'complete',20.0,NULL,0.0,'2026-11-23T14:33:24.790627+00:00','2026-11-23T14:33:24.899995+00:00');
INSERT INTO "interval" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237',7,7,'reps',1,'bridge','Bridge',NULL,2,1,10,NULL,'complete',48.0,8,0.0,'2026-11-23T14:33:24.900040+00:00','2026-11-23T14:33:25.129075+00:00');
CREATE TABLE kept (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    );
INSERT INTO "kept" VALUES(1,'109b7744e51cb6d1e67628e3d44f0284023c55acf48cd2e13f746ca3357c4c81','hiptimer: 1
id: after-the-run
title: After the run
defaults: {get_ready: 2 s}
steps:
  - {exercise: low-lunge, hold: 20 s, sides: each}
  - {exercise: bridge, reps: 8, sets: 2, rest: 20 s}
');
INSERT INTO "kept" VALUES(2,'267b139b60a5a44625745979b61e81c3229c80c37e18f769e7cdad7cd204bff8','[{"index":0,"kind":"get_ready","at_s":0.0,"duration_s":2.0,"minimum_s":2.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"left","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"left hip","words":"Right foot forward, left knee down."},{"index":1,"kind":"hold","at_s":2.0,"duration_s":20.0,"minimum_s":20.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"left","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"left hip","words":"Tuck your tail and ease the hips forward."},{"index":2,"kind":"switch","at_s":22.0,"duration_s":10.0,"minimum_s":10.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"right","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"right hip","words":"Left foot forward, right knee down."},{"index":3,"kind":"hold","at_s":32.0,"duration_s":20.0,"minimum_s":20.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"right","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"right hip","words":"Tuck your tail and ease the hips forward."},{"index":4,"kind":"get_ready","at_s":52.0,"duration_s":2.0,"minimum_s":2.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":1,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","words":"On your back, knees bent, feet hip-width."},{"index":5,"kind":"reps","at_s":54.0,"duration_s":48.0,"minimum_s":48.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":1,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","count":8,"minimum_count":8,"words":"Squeeze your buttocks, push through the heels.","pace":"guided","cycle":[{"say":"Lift","for_s":2.0,"breathe":"free"},{"say":"Hold","for_s":2.0,"breathe":"free"},{"say":"Lower","for_s":2.0,"breathe":"free"}]},{"index":6,"kind":"rest","at_s":102.0,"duration_s":20.0,"minimum_s":20.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":2,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","words":"On your back, knees bent, feet hip-width."},{"index":7,"kind":"reps","at_s":122.0,"duration_s":48.0,"minimum_s":48.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":2,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","count":8,"minimum_count":8,"words":"Squeeze your buttocks, push through the heels.","pace":"guided","cycle":[{"say":"Lift","for_s":2.0,"breathe":"free"},{"say":"Hold","for_s":2.0,"breathe":"free"},{"say":"Lower","for_s":2.0,"breathe":"free"}]}]');
INSERT INTO "kept" VALUES(3,'74312931fc6aab0ddd6c6c744b4a347ed1e555d7f0cf5b82c04a442b30b27b66','{"index":0,"kind":"get_ready","at_s":0.0,"duration_s":2.0,"minimum_s":2.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"left","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"left hip","words":"Right foot forward, left knee down."}');
INSERT INTO "kept" VALUES(4,'3afa01644e246a18f1757197b4938b754b0cdc49c474aea0cbba9d9afb54c855','{"index":1,"kind":"hold","at_s":2.0,"duration_s":20.0,"minimum_s":20.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"left","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"left hip","words":"Tuck your tail and ease the hips forward."}');
INSERT INTO "kept" VALUES(5,'cfe752eae7b95afbbcee7af5dfba34f47b92895bdae3902d162fd5e9ac97aeb5','{"index":2,"kind":"switch","at_s":22.0,"duration_s":10.0,"minimum_s":10.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"right","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"right hip","words":"Left foot forward, right knee down."}');
INSERT INTO "kept" VALUES(6,'960c4a1525f3a1779c2fbf07909e13efde90319ef681f27bb90873ae57d85acf','{"index":3,"kind":"hold","at_s":32.0,"duration_s":20.0,"minimum_s":20.0,"step":0,"exercise":"low-lunge","name":"Low lunge","side":"right","set":1,"sets":1,"round":1,"rounds":1,"open":false,"posture":"half_kneeling","names_side":"right hip","words":"Tuck your tail and ease the hips forward."}');
INSERT INTO "kept" VALUES(7,'5ccd23814c8e9813e2a64ec9a9e13439cdaa9803f86fefebecb8a38ed5cad5e3','{"index":4,"kind":"get_ready","at_s":52.0,"duration_s":2.0,"minimum_s":2.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":1,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","words":"On your back, knees bent, feet hip-width."}');
INSERT INTO "kept" VALUES(8,'8fabf87fed7e92b62f1e1659c59f54127e9376cccf691650b2089b27c0c71586','{"index":5,"kind":"reps","at_s":54.0,"duration_s":48.0,"minimum_s":48.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":1,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","count":8,"minimum_count":8,"words":"Squeeze your buttocks, push through the heels.","pace":"guided","cycle":[{"say":"Lift","for_s":2.0,"breathe":"free"},{"say":"Hold","for_s":2.0,"breathe":"free"},{"say":"Lower","for_s":2.0,"breathe":"free"}]}');
INSERT INTO "kept" VALUES(9,'4ed4a7e559cb7a9c86d8268c6b3f4d489316537a59864f30481af9e4ffc27cfe','{"index":6,"kind":"rest","at_s":102.0,"duration_s":20.0,"minimum_s":20.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":2,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","words":"On your back, knees bent, feet hip-width."}');
INSERT INTO "kept" VALUES(10,'a9c9462ffb509335a1d029903e892c57d53df2a2307e6cb39aa614deb21de776','{"index":7,"kind":"reps","at_s":122.0,"duration_s":48.0,"minimum_s":48.0,"step":1,"exercise":"bridge","name":"Bridge","side":null,"set":2,"sets":2,"round":1,"rounds":1,"open":false,"posture":"supine","count":8,"minimum_count":8,"words":"Squeeze your buttocks, push through the heels.","pace":"guided","cycle":[{"say":"Lift","for_s":2.0,"breathe":"free"},{"say":"Hold","for_s":2.0,"breathe":"free"},{"say":"Lower","for_s":2.0,"breathe":"free"}]}');
CREATE TABLE run (
        id TEXT PRIMARY KEY,
        session_id TEXT NOT NULL,
        title TEXT NOT NULL,
        session_hash TEXT NOT NULL,
        session_text INTEGER NOT NULL REFERENCES kept (id),
        revision INTEGER,
        author TEXT NOT NULL,
        assigned_by TEXT NOT NULL,
        started_at TEXT NOT NULL,
        started_us INTEGER NOT NULL,
        ended_at TEXT,
        status TEXT NOT NULL CHECK (status IN ('running', 'complete', 'stopped', 'pain', 'cut_off')),
        origin TEXT NOT NULL CHECK (origin IN ('played', 'added')),
        app_version TEXT NOT NULL,
        choices TEXT NOT NULL,
        prescribed INTEGER NOT NULL REFERENCES kept (id),
        active_s REAL NOT NULL,
        paused_s REAL NOT NULL,
        note TEXT NOT NULL,
        removed_at TEXT,
        corrected_at TEXT
    );
INSERT INTO "run" VALUES('a81b0d5b31c14cb7b1cf2e2c1fa4e237','after-the-run','After the run','109b7744e51cb6d1e67628e3d44f0284023c55acf48cd2e13f746ca3357c4c81',1,NULL,'','','2026-11-23T14:33:24.225375+00:00',1795444404225375,'2026-11-23T14:33:25.129135+00:00','complete','played','0.1.0','{"scale":100,"week":1,"first":null,"left_out":[],"versions":{},"cycle_percent":{},"extra":{}}',2,136.0,0.0,'',NULL,NULL);
INSERT INTO "run" VALUES('0372441ac3a14fdda39868014961ce84','after-the-run','After the run','109b7744e51cb6d1e67628e3d44f0284023c55acf48cd2e13f746ca3357c4c81',1,NULL,'','','2026-11-23T14:33:26.206551+00:00',1795444406206551,'2026-11-23T14:33:27.079299+00:00','complete','played','0.1.0','{"scale":100,"week":1,"first":null,"left_out":[],"versions":{},"cycle_percent":{},"extra":{}}',2,136.0,0.0,'',NULL,NULL);
INSERT INTO "run" VALUES('22dcdb3786414e5fbe369a6903bb4db8','after-the-run','After the run','109b7744e51cb6d1e67628e3d44f0284023c55acf48cd2e13f746ca3357c4c81',1,NULL,'','','2026-11-23T14:33:27.895393+00:00',1795444407895393,NULL,'running','played','0.1.0','{"scale":100,"week":1,"first":null,"left_out":[],"versions":{},"cycle_percent":{},"extra":{}}',2,20.0,0.0,'',NULL,NULL);
CREATE INDEX run_started ON run (started_us);
DELETE FROM "sqlite_sequence";
COMMIT;
PRAGMA application_id = 1214869588;
PRAGMA user_version = 1;
