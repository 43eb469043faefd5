package jars

import (
	"strings"
	"testing"
)

func TestLockFileIsWellFormed(t *testing.T) {
	list, err := Parse(lock)
	if err != nil || len(list) < 100 {
		t.Fatalf("%d jars, %v", len(list), err)
	}
	for _, unwanted := range []string{"hadoop", "parquet", "WMI4Java", "scala-reflect"} {
		for _, j := range list {
			if strings.Contains(j.Name, unwanted) {
				t.Errorf("%s was to be left out", j.Name)
			}
		}
	}
}

func TestLockFileThatIsNot(t *testing.T) {
	sum := strings.Repeat("a", 64)
	for name, text := range map[string]string{
		"short sum":    "abc 1 a.jar",
		"no name":      sum + " 1",
		"size":         sum + " x a.jar",
		"path":         sum + " 1 ../a.jar",
		"order":        sum + " 1 b.jar\n" + sum + " 1 a.jar",
		"twice":        sum + " 1 a.jar\n" + sum + " 1 a.jar",
		"windows path": sum + ` 1 c\a.jar`,
	} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if l, err := Parse("# a\n\n" + sum + " 7 a.jar\n"); err != nil || len(l) != 1 || l[0] != (Jar{"a.jar", 7, sum}) {
		t.Errorf("%v, %v", l, err)
	}
}

func TestNoRegistryAddressIsPinned(t *testing.T) {
	for _, line := range strings.Split(Pom(), "\n") {
		if strings.Contains(line, "://") && !strings.Contains(line, "xmlns=") {
			t.Errorf("the pom names an address: %s", line)
		}
	}
}
