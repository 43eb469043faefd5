// Package containertest runs the tests of loader and queries on a Neo4j in a
// container, as users with Docker have it.
package containertest

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"

	"qawl/server"
)

// envRequire makes a missing engine a failure: for a run that promised one.
const envRequire = "QAWL_TEST_CONTAINER"

func TestSuitesOnAContainer(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a container: left out under -short")
	}
	if why := missing(t.Context()); why != "" {
		if os.Getenv(envRequire) != "" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	const patience = 4 * time.Minute // a busy machine takes one to start it
	const password = "long-enough-for-a-test"
	c, err := testcontainers.Run(t.Context(), server.Image,
		testcontainers.WithEnv(map[string]string{"NEO4J_AUTH": "neo4j/" + password, "NEO4J_server_memory_heap_max__size": "1g"}),
		testcontainers.WithExposedPorts("7687/tcp", "7474/tcp"),
		testcontainers.WithWaitStrategyAndDeadline(patience,
			wait.ForLog("Bolt enabled on").WithStartupTimeout(patience), wait.ForListeningPort("7687/tcp").WithStartupTimeout(patience)))
	testcontainers.CleanupContainer(t, c)
	if err != nil {
		t.Fatal(err)
	}
	address, err := c.PortEndpoint(t.Context(), "7687/tcp", "bolt")
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range []string{"qawl/loader/...", "qawl/queries/..."} {
		if out, err := exec.Command("go", "list", pkg).Output(); err != nil || len(out) == 0 {
			t.Errorf("%s: no such package (%v)", pkg, err)
			continue
		}
		test := exec.CommandContext(t.Context(), "go", "test", "-count=1", "-v", pkg)
		test.Env = append(os.Environ(), "QAWL_TEST_NEO4J_URI="+address, "QAWL_TEST_NEO4J_USERNAME=neo4j", "QAWL_TEST_NEO4J_PASSWORD="+password)
		out, err := test.CombinedOutput()
		passed, skipped := strings.Count(string(out), "--- PASS"), strings.Count(string(out), "--- SKIP")
		t.Logf("%s at %s: %d passed, %d skipped", pkg, address, passed, skipped)
		if err != nil || passed == 0 {
			t.Errorf("%s: %v\n%s", pkg, err, out)
		}
	}
}

// missing says what keeps a container from being run; "" for nothing. It
// does not pull: a test run should not fetch half a gigabyte unasked.
func missing(ctx context.Context) string {
	host := os.Getenv("DOCKER_HOST")
	if host == "" {
		host = "unix:///var/run/docker.sock"
	}
	u, err := url.Parse(host)
	if err != nil {
		return fmt.Sprintf("DOCKER_HOST: %v", err)
	}
	network, address := "tcp", u.Host
	if u.Scheme == "unix" {
		network, address = "unix", u.Path
	}
	conn, err := net.DialTimeout(network, address, 2*time.Second)
	if err != nil {
		return fmt.Sprintf("no Docker engine answers: %v", err)
	}
	conn.Close()
	client, err := testcontainers.NewDockerClientWithOpts(ctx)
	if err != nil {
		return fmt.Sprintf("no Docker engine answers: %v", err)
	}
	defer client.Close()
	if _, err := client.ImageInspect(ctx, server.Image); err != nil {
		return fmt.Sprintf("image %s is not there (docker pull it): %v", server.Image, err)
	}
	return ""
}
