module qawl

go 1.26.0

require (
	github.com/neo4j/neo4j-go-driver/v5 v5.28.4
	golang.org/x/sys v0.50.0
	golang.org/x/text v0.44.0
)
