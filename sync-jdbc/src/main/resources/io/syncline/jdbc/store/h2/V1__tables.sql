create table if not exists "meta" (
  "name" varchar not null,
  "value" bigint not null,
  primary key ("name")
);

create table if not exists "symbol" (
  "number" int not null,
  "name" varchar not null,
  primary key ("number")
);

create table if not exists "record" (
  "place" int not null,
  "record" bigint not null,
  "image" varbinary not null,
  primary key ("place", "record")
);

create table if not exists "link" (
  "place" int not null,
  "native" varbinary not null,
  "record" bigint not null,
  primary key ("place", "native")
);

create table if not exists "correlation" (
  "place" int not null,
  "digest" bigint not null,
  "record" bigint not null,
  primary key ("place", "digest", "record")
);

create table if not exists "flag" (
  "place" int not null,
  "record" bigint not null,
  primary key ("place", "record")
);

create table if not exists "parked" (
  "place" int not null,
  "native" varbinary not null,
  "image" varbinary not null,
  primary key ("place", "native")
);

create table if not exists "journal" (
  "place" int not null,
  "record" bigint not null,
  "number" bigint not null,
  "image" varbinary not null,
  primary key ("place", "record", "number")
);

create table if not exists "progress" (
  "place" int not null,
  "image" varbinary not null,
  primary key ("place")
);

merge into "meta" key ("name") values ('identity, upper half', ${identityUpper});
merge into "meta" key ("name") values ('identity, lower half', ${identityLower});
merge into "meta" key ("name") values ('format', 1);
