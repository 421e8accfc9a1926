create table note (
  place int not null,
  subject blob not null,
  image blob not null,
  primary key (place, subject)
) without rowid;

update meta set value = 2 where name = 'format';
