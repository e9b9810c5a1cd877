"""The files of the data folder: opened, brought up to date, backed up, put in each other's place."""
