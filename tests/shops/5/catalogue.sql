BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE clips (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	file VARCHAR NOT NULL, 
	template VARCHAR NOT NULL, 
	frames INTEGER NOT NULL, 
	made VARCHAR NOT NULL, 
	prices JSON NOT NULL, others JSON DEFAULT '[]' NOT NULL, outdated BOOLEAN DEFAULT 0 NOT NULL, looks JSON DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_clips PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_clips_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
INSERT INTO "clips" VALUES('b8599d0186924e118d2e79621034b773',0,'clips/TS-1/dozen.mp4','dozen',450,'2026-11-02T08:00:00.000000+00:00','[24900, 12000, 9950, 0]','["9b1462cd28c34e99a27e32b1575b7aa4"]',1,'{"0000000000000000000000000000000000000000000000000000000000000002": "bea4a6021e79bf8ab1e38f93e2462cb0c3ee93cbaced6a320fd53ffb95b78812", "0000000000000000000000000000000000000000000000000000000000000001": "0000000000000000000000000000000000000000000000000000000000000001"}');
INSERT INTO "clips" VALUES('b8599d0186924e118d2e79621034b773',1,'clips/TS-1/new-arrival.mp4','new-arrival',450,'2026-11-02T08:00:00.000000+00:00','[24900, 12000, 9950, 0]','[]',0,'{}');
CREATE TABLE footage (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	suffix VARCHAR NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	frames INTEGER NOT NULL, 
	has_sound BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_footage PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_footage_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
INSERT INTO "footage" VALUES('b8599d0186924e118d2e79621034b773',0,'000000000000000000000000000000000000000000000000000000000000000b','.mp4',1080,1920,412,1,'VID_1.mp4');
INSERT INTO "footage" VALUES('b8599d0186924e118d2e79621034b773',1,'000000000000000000000000000000000000000000000000000000000000000c','.webm',640,360,90,0,'หมุน.webm');
CREATE TABLE photos (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	suffix VARCHAR NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	name VARCHAR NOT NULL, shot VARCHAR DEFAULT '' NOT NULL, recipe JSON DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_photos PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_photos_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
INSERT INTO "photos" VALUES('b8599d0186924e118d2e79621034b773',0,'0000000000000000000000000000000000000000000000000000000000000002','.jpg',900,1200,'รูป 2.jpg','front','{"turns": 1, "degrees": -1.5, "crop": {"x": 0.1, "y": 0.1, "width": 0.8, "height": 0.8}, "light": 0.25, "contrast": 0.1, "warmth": -0.2, "sharpness": 0.5, "spots": [{"x": 0.5, "y": 0.25, "radius": 0.01}], "veils": [{"x": 0.4, "y": 0.05, "width": 0.2, "height": 0.15}], "cutout": {"mask": "000000000000000000000000000000000000000000000000000000000000000d", "strokes": [{"keep": false, "radius": 0.02, "points": [[0.1, 0.1], [0.2, 0.1]]}], "shadow": true}}');
INSERT INTO "photos" VALUES('b8599d0186924e118d2e79621034b773',1,'0000000000000000000000000000000000000000000000000000000000000001','.jpg',900,1200,'รูป 1.jpg','fabric','{}');
CREATE TABLE postings (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	platform VARCHAR NOT NULL, 
	made VARCHAR NOT NULL, 
	price INTEGER, 
	tiers JSON NOT NULL, 
	folder VARCHAR NOT NULL, 
	clip VARCHAR NOT NULL, 
	posted VARCHAR, 
	link VARCHAR NOT NULL, 
	counts JSON NOT NULL, 
	CONSTRAINT pk_postings PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_postings_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
INSERT INTO "postings" VALUES('b8599d0186924e118d2e79621034b773',0,'shopee','2026-11-21T08:00:00.000000+00:00',24900,'[]','','',NULL,'','[]');
INSERT INTO "postings" VALUES('b8599d0186924e118d2e79621034b773',1,'tiktok','2026-11-20T08:00:00.000000+00:00',24900,'[12000, 9950]','bundles/TS-1-tiktok','clips/TS-1/new-arrival.mp4','2026-11-20T09:00:00.000000+00:00','https://www.tiktok.com/@padaeng/video/1','[{"day": "2026-11-21", "views": 120, "sales": 2}, {"day": "2026-11-22", "views": 300, "sales": null}]');
CREATE TABLE prices (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	price INTEGER, 
	since VARCHAR NOT NULL, 
	CONSTRAINT pk_prices PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_prices_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE, 
	CONSTRAINT ck_prices_price CHECK (price > 0)
);
INSERT INTO "prices" VALUES('e87fb352807b4839800fbd26f6e2e80e',0,10050,'2026-11-11T09:00:07.000000+00:00');
INSERT INTO "prices" VALUES('e87fb352807b4839800fbd26f6e2e80e',1,9900,'2026-11-11T12:00:08.000000+00:00');
INSERT INTO "prices" VALUES('e87fb352807b4839800fbd26f6e2e80e',2,NULL,'2026-11-11T12:00:09.000000+00:00');
INSERT INTO "prices" VALUES('b8599d0186924e118d2e79621034b773',0,24900,'2026-11-01T09:00:02.000000+00:00');
INSERT INTO "prices" VALUES('b8599d0186924e118d2e79621034b773',1,19900,'2026-11-11T09:00:05.000000+00:00');
CREATE TABLE products (
	id VARCHAR(32) NOT NULL, 
	sku VARCHAR(50) COLLATE "NOCASE" NOT NULL, 
	name VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	price INTEGER, 
	shipping INTEGER, 
	weight_grams INTEGER, 
	fabric VARCHAR NOT NULL, 
	size_range VARCHAR NOT NULL, 
	eco JSON NOT NULL, 
	created VARCHAR NOT NULL, 
	changed VARCHAR NOT NULL, 
	trashed VARCHAR, 
	search VARCHAR NOT NULL, 
	sort_key VARCHAR NOT NULL, 
	CONSTRAINT pk_products PRIMARY KEY (id), 
	CONSTRAINT uq_products_sku UNIQUE (sku), 
	CONSTRAINT ck_products_price CHECK (price > 0), 
	CONSTRAINT ck_products_shipping CHECK (shipping >= 0)
);
INSERT INTO "products" VALUES('b8599d0186924e118d2e79621034b773','TS-1','เสื้อยืดคอกลม','Crew neck T-shirt','เสื้อ','ผ้านุ่ม

ใส่สบาย 👕','ตัว',19900,0,180,'คอตตอน 100%','อก 36–44 นิ้ว','["\u0e1c\u0e49\u0e32\u0e1d\u0e49\u0e32\u0e22\u0e18\u0e23\u0e23\u0e21\u0e0a\u0e32\u0e15\u0e34", "\u0e16\u0e38\u0e07\u0e43\u0e0a\u0e49\u0e0b\u0e49\u0e33"]','2026-11-01T09:00:02.000000+00:00','2026-11-22T08:00:06.000000+00:00',NULL,'เสื้อยืดคอกลม
crew neck t-shirt
ts-1
เสื้อ
ขาว
m
ts-1-wm
l
ts-1-01
ดำ
ts-1-02
คุณแนน อุดร
ผ้านุ่มมาก | ใส่สบาย; ซื้อซ้ำ
ส่งไว 👍
199
120
99.50','สเือยืดคอกลม  ้');
INSERT INTO "products" VALUES('9b1462cd28c34e99a27e32b1575b7aa4','P-0001','ถุงเท้า','','','','ตัว',NULL,NULL,NULL,'','','[]','2026-11-11T09:00:06.000000+00:00','2026-11-11T09:00:06.000000+00:00',NULL,'ถุงเท้า
p-0001','ถุงทเา    ้');
INSERT INTO "products" VALUES('e87fb352807b4839800fbd26f6e2e80e','OLD','กางเกงช้าง','','','','ตัว',NULL,NULL,NULL,'','','[]','2026-11-11T09:00:07.000000+00:00','2026-11-11T12:00:11.000000+00:00','2026-11-11T12:00:10.000000+00:00','กางเกงช้าง
old','กางกเงชาง      ้');
CREATE TABLE reviews (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	photo VARCHAR(64), 
	CONSTRAINT pk_reviews PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_reviews_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE
);
INSERT INTO "reviews" VALUES('b8599d0186924e118d2e79621034b773',0,'ผ้านุ่มมาก | ใส่สบาย; ซื้อซ้ำ','คุณแนน อุดร','0000000000000000000000000000000000000000000000000000000000000001');
INSERT INTO "reviews" VALUES('b8599d0186924e118d2e79621034b773',1,'ส่งไว 👍','',NULL);
CREATE TABLE tiers (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	label VARCHAR NOT NULL, 
	min_quantity INTEGER NOT NULL, 
	price INTEGER NOT NULL, 
	mixed BOOLEAN NOT NULL, 
	CONSTRAINT pk_tiers PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_tiers_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE, 
	CONSTRAINT ck_tiers_price CHECK (price > 0), 
	CONSTRAINT ck_tiers_min_quantity CHECK (min_quantity >= 1)
);
INSERT INTO "tiers" VALUES('b8599d0186924e118d2e79621034b773',0,'ส่ง',12,12000,1);
INSERT INTO "tiers" VALUES('b8599d0186924e118d2e79621034b773',1,'ยกโหล',120,9950,0);
CREATE TABLE variants (
	product_id VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	color VARCHAR NOT NULL, 
	size VARCHAR NOT NULL, 
	sku VARCHAR(50) COLLATE "NOCASE" NOT NULL, 
	stock INTEGER NOT NULL, 
	CONSTRAINT pk_variants PRIMARY KEY (product_id, position), 
	CONSTRAINT fk_variants_product_id FOREIGN KEY(product_id) REFERENCES products (id) ON DELETE CASCADE, 
	CONSTRAINT uq_variants_sku UNIQUE (sku), 
	CONSTRAINT ck_variants_stock CHECK (stock >= 0)
);
INSERT INTO "variants" VALUES('b8599d0186924e118d2e79621034b773',0,'ขาว','M','TS-1-WM',4);
INSERT INTO "variants" VALUES('b8599d0186924e118d2e79621034b773',1,'ขาว','L','TS-1-01',2);
INSERT INTO "variants" VALUES('b8599d0186924e118d2e79621034b773',2,'ดำ','M','TS-1-02',0);
CREATE INDEX ix_products_sort_key ON products (sort_key);
CREATE INDEX ix_products_created ON products (created);
CREATE INDEX ix_photos_id ON photos (id);
CREATE INDEX ix_footage_id ON footage (id);
COMMIT;
