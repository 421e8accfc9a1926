create table if not exists `note` (
  `place` int not null,
  `subject` varbinary(512) not null,
  `image` longblob not null,
  primary key (`place`, `subject`)
)
  engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

update `meta` set `value` = 2 where `name` = 'format';
