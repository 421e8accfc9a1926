create table "meta" (
  "name" text not null,
  "value" int8 not null,
  primary key ("name")
);

create table "symbol" (
  "number" int4 not null,
  "name" text not null,
  primary key ("number")
);

create table "record" (
  "place" int4 not null,
  "record" int8 not null,
  "image" bytea not null,
  primary key ("place", "record")
);

create table "link" (
  "place" int4 not null,
  "native" bytea not null,
  "record" int8 not null,
  primary key ("place", "native")
);

create table "correlation" (
  "place" int4 not null,
  "digest" int8 not null,
  "record" int8 not null,
  primary key ("place", "digest", "record")
);

create table "flag" (
  "place" int4 not null,
  "record" int8 not null,
  primary key ("place", "record")
);

create table "parked" (
  "place" int4 not null,
  "native" bytea not null,
  "image" bytea not null,
  primary key ("place", "native")
);

create table "journal" (
  "place" int4 not null,
  "record" int8 not null,
  "number" int8 not null,
  "image" bytea not null,
  primary key ("place", "record", "number")
);

create table "progress" (
  "place" int4 not null,
  "image" bytea not null,
  primary key ("place")
);

insert into "meta" ("name", "value") values ('identity, upper half', ${identityUpper});
insert into "meta" ("name", "value") values ('identity, lower half', ${identityLower});
insert into "meta" ("name", "value") values ('format', 1);
