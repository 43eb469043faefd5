module qawl

go 1.26
