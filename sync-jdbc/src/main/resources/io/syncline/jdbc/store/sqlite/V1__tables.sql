create table meta (
  name clob not null,
  value int8 not null,
  primary key (name)
) without rowid;

create table symbol (
  number int not null,
  name clob not null,
  primary key (number)
) without rowid;

create table record (
  place int not null,
  record int8 not null,
  image blob not null,
  primary key (place, record)
) without rowid;

create table link (
  place int not null,
  native blob not null,
  record int8 not null,
  primary key (place, native)
) without rowid;

create table correlation (
  place int not null,
  digest int8 not null,
  record int8 not null,
  primary key (place, digest, record)
) without rowid;

create table flag (
  place int not null,
  record int8 not null,
  primary key (place, record)
) without rowid;

create table parked (
  place int not null,
  native blob not null,
  image blob not null,
  primary key (place, native)
) without rowid;

create table journal (
  place int not null,
  record int8 not null,
  number int8 not null,
  image blob not null,
  primary key (place, record, number)
) without rowid;

create table progress (
  place int not null,
  image blob not null,
  primary key (place)
) without rowid;

insert into meta (name, value) values ('identity, upper half', ${identityUpper});
insert into meta (name, value) values ('identity, lower half', ${identityLower});
insert into meta (name, value) values ('format', 1);
