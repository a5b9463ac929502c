"""What the record gives to and takes from other people's programs: Word, Excel and exchange formats."""
