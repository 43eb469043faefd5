package server_test

import (
	"errors"
	"os/exec"
	"strings"
	"testing"

	"qawl/server"
	"qawl/server/servertest"
)

// TestContainer runs where a Docker engine answers and has the image.
func TestContainer(t *testing.T) {
	if testing.Short() {
		t.Skip("starts containers: left out under -short")
	}
	if out, err := exec.Command("docker", "image", "inspect", server.Image).CombinedOutput(); err != nil {
		t.Skipf("no Docker engine with %s: %s", server.Image, out)
	}
	home := servertest.Home(t)
	l := server.New(home)
	ctx := t.Context()
	o := server.StartOptions{Docker: true, HeapMB: 512, PageCacheMB: 64}

	first, err := l.Start(ctx, o)
	if err != nil {
		t.Fatalf("%v\n%s", err, strings.Join(server.Details(err), "\n"))
	}
	if !first.Docker || first.Container == "" || !first.New {
		t.Errorf("status %+v", first)
	}
	query(t, first.Endpoint, "CREATE (:Kept)")
	if again, err := l.Start(ctx, o); err != nil || again.New || again.Container != first.Container {
		t.Errorf("second start = %+v, %v", again, err)
	}
	var log strings.Builder
	if err := l.Logs(ctx, &log, 0, false); err != nil || !strings.Contains(log.String(), "Started.") {
		t.Errorf("log %q, %v", log.String(), err)
	}

	if out, err := exec.Command("docker", "kill", first.Container).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	second, err := l.Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	if n := query(t, second.Endpoint, "MATCH (n:Kept) RETURN count(n)"); n != int64(1) {
		t.Errorf("nodes after a kill = %v, want 1", n)
	}
	if stopped, err := l.Stop(ctx); err != nil || !stopped {
		t.Errorf("stop = %v, %v", stopped, err)
	}
	if s, err := l.Status(ctx); err != nil || s.State != server.Stopped {
		t.Errorf("status after stop = %v, %v", s.State, err)
	}
	if err := l.Reset(ctx); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"container", "inspect", first.Container}, {"volume", "inspect", first.Container}} {
		var exit *exec.ExitError
		if err := exec.Command("docker", args...).Run(); !errors.As(err, &exit) {
			t.Errorf("docker %s: %v, want it to know nothing of it", strings.Join(args, " "), err)
		}
	}
}
