package server

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Image is what the container mode runs.
const Image = "neo4j:5.26-community"

// inContainer are the ports on which the server listens in its container.
func inContainer() ports { return ports{Bolt: defaultBolt, HTTP: defaultHTTP} }

// containerName names a home's container and the volume of its data.
func containerName(y layout) string {
	return fmt.Sprintf("qawl-neo4j-%.4x", sha256.Sum256([]byte(y.root)))
}

// volumeFile is there once a container was started in this home, and names
// the volume that holds its data.
func (y layout) volumeFile() string { return filepath.Join(y.root, "volume") }

// docker runs the docker command and gives its output without the end of line.
func docker(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "docker", args...)
	var out, bad strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &bad
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		if msg := strings.TrimSpace(bad.String()); msg != "" {
			err = errors.New(msg)
		}
		return "", fmt.Errorf("docker %s: %w", args[0], err)
	}
	return strings.TrimSpace(out.String()), nil
}

// engine makes sure that a Docker engine answers.
func engine(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	_, err := docker(ctx, "version", "--format", "{{.Server.Version}}")
	if err == nil {
		return nil
	}
	hint := "start Docker, or set DOCKER_HOST to where its engine listens"
	if errors.Is(err, exec.ErrNotFound) {
		hint = "install Docker (or Podman with its docker command)"
	}
	return &Error{Kind: NoDocker, Err: err, hint: hint + "\nor run the server without it, on Java 17 or newer: graph server start"}
}

// startContainer starts a server in a container and waits for it. The caller
// holds the home's lock and made sure that none runs.
func (l *Local) startContainer(ctx context.Context, o StartOptions) (instance, error) {
	if err := engine(ctx); err != nil {
		return instance{}, err
	}
	y := l.layout()
	if err := pull(ctx, o.Progress); err != nil {
		return instance{}, err
	}
	o.Progress(Progress{Step: StepPrepare, Detail: y.root})
	if known, err := y.readPassword(); err != nil {
		return instance{}, err
	} else if known == "" {
		if _, err := y.makePassword(); err != nil {
			return instance{}, err
		}
	}
	in := instance{Version: Version, Container: containerName(y), NoAuth: o.NoAuth, Started: time.Now(),
		memory: l.memory(o)}
	var last ports
	if _, err := readJSON(y.ports(), &last); err != nil {
		return in, err
	}
	var err error
	if in.ports, err = choosePorts(ports{o.BoltPort, o.HTTPPort}, last); err != nil {
		return in, err
	}
	if err := writeJSON(y.ports(), in.ports); err != nil {
		return in, err
	}
	if err := writeFile(y.volumeFile(), []byte(in.Container+"\n"), 0o600); err != nil {
		return in, err
	}
	if err := l.runContainer(ctx, in, o); err != nil {
		return in, err
	}
	if err = writeJSON(y.running(), in); err == nil {
		err = l.await(ctx, in, nil, o)
	}
	if err != nil {
		_ = stopContainer(context.WithoutCancel(ctx), in.Container)
		os.Remove(y.running())
		return in, err
	}
	in.Version = containerVersion(ctx, in)
	return in, writeJSON(y.running(), in)
}

// pull fetches the image when it is not there.
func pull(ctx context.Context, tell func(Progress)) error {
	if _, err := docker(ctx, "image", "inspect", "--format", "{{.Id}}", Image); err == nil {
		return nil
	}
	tell(Progress{Step: StepDownload, Detail: Image})
	if _, err := docker(ctx, "pull", "--quiet", Image); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &Error{Kind: NotFetched, Doing: "fetching the image " + Image, Err: err,
			hint: "connect to the network and try again, or load the image with: docker load"}
	}
	return nil
}

// runContainer starts the container of an instance.
func (l *Local) runContainer(ctx context.Context, in instance, o StartOptions) error {
	y := l.layout()
	password, err := y.readPassword()
	if err != nil {
		return err
	}
	// A container that was not removed, as after the machine went down, would
	// be in the way. Its data are in the volume.
	if _, err := docker(ctx, "rm", "--force", in.Container); err != nil && !noSuch(err) {
		return err
	}
	post := o.Browser.postConnect(browserURL(in.HTTP))
	conf := settings("0.0.0.0", inContainer(), in.ports, in.memory, in.NoAuth, post)
	// In a file, since a command line can be read by everybody.
	env := filepath.Join(y.root, "container.env")
	if err := writeFile(env, []byte(containerEnv(conf, password, in.NoAuth)), 0o600); err != nil {
		return err
	}
	defer os.Remove(env)
	args := []string{"run", "--detach", "--name", in.Container, "--env-file", env,
		"--publish", fmt.Sprintf("127.0.0.1:%d:%d", in.Bolt, inContainer().Bolt),
		"--publish", fmt.Sprintf("127.0.0.1:%d:%d", in.HTTP, inContainer().HTTP),
		"--volume", in.Container + ":/data"}
	if o.Browser.Files != nil {
		mount, err := l.mountBrowser(ctx, o.Browser)
		if err != nil {
			return err
		}
		args = append(args, "--volume", mount)
	}
	if _, err = docker(ctx, append(args, Image)...); err == nil {
		return nil
	}
	_, _ = docker(context.WithoutCancel(ctx), "rm", "--force", in.Container) // made, not started
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e := &Error{Kind: NotStarted, Doing: "starting the container " + in.Container, Err: err}
	if bindFailed.MatchString(err.Error()) || strings.Contains(err.Error(), "port is already allocated") {
		e.Kind, e.hint = PortTaken, "name other ports, or none to have free ones chosen"
	}
	return e
}

// containerEnv is the settings as the image takes them: NEO4J_ before the
// name, _ for its dots, and __ for its underscores.
func containerEnv(conf []setting, password string, noAuth bool) string {
	var b strings.Builder
	auth := "neo4j/" + password
	if noAuth {
		auth = "none"
	}
	fmt.Fprintf(&b, "NEO4J_AUTH=%s\n", auth)
	for _, s := range conf {
		name := strings.NewReplacer("_", "__", ".", "_").Replace(s.Key)
		fmt.Fprintf(&b, "NEO4J_%s=%s\n", name, s.Value)
	}
	return b.String()
}

// containerRuns says whether the container is up; without an engine it is not.
func containerRuns(ctx context.Context, name string) (bool, error) {
	out, err := docker(ctx, "container", "inspect", "--format", "{{.State.Running}}", name)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return err == nil && out == "true", nil
}

func stopContainer(ctx context.Context, name string) error {
	grace := fmt.Sprint(int(stopGrace.Seconds()))
	_, err := docker(ctx, "stop", "--time", grace, name)
	if err == nil {
		_, err = docker(ctx, "rm", "--force", name)
	}
	if err != nil && !noSuch(err) {
		return &Error{Kind: NotStopped, Doing: "stopping the container " + name, Err: err,
			hint: "try: docker rm --force " + name}
	}
	return nil
}

func noSuch(err error) bool { return strings.Contains(strings.ToLower(err.Error()), "no such") }

// containerVersion is the image's Neo4j, which may be newer than ours.
func containerVersion(ctx context.Context, in instance) string {
	out, err := docker(ctx, "container", "inspect", "--format", "{{range .Config.Env}}{{println .}}{{end}}", in.Container)
	if err != nil {
		return in.Version
	}
	for line := range strings.Lines(out) {
		if _, v, ok := strings.Cut(strings.TrimSpace(line), "NEO4J_TARBALL=neo4j-community-"); ok {
			return strings.TrimSuffix(v, "-unix.tar.gz")
		}
	}
	return in.Version
}

// containerLogs copies what the container printed.
func containerLogs(ctx context.Context, w io.Writer, name string, lines int, follow bool) error {
	args := []string{"logs"}
	if lines > 0 {
		args = append(args, "--tail", fmt.Sprint(lines))
	}
	if follow {
		args = append(args, "--follow")
	}
	cmd := exec.CommandContext(ctx, "docker", append(args, name)...)
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Run(); err != nil && ctx.Err() == nil {
		return fmt.Errorf("docker logs %s: %w", name, err)
	}
	return nil
}

// containerSizes are the memory and the data of a container, in bytes; 0
// where the engine does not say.
func containerSizes(ctx context.Context, name string) (mem, data int64) {
	if out, err := docker(ctx, "exec", name, "sh", "-c", "cd /sys/fs/cgroup; cat memory.current || cat memory/memory.usage_in_bytes"); err == nil {
		fmt.Sscan(out, &mem)
	}
	if out, err := docker(ctx, "exec", name, "du", "-sk", "/data"); err == nil {
		if n, err := fmt.Sscan(out, &data); n == 1 && err == nil {
			data <<= 10
		}
	}
	return mem, data
}

// removeContainerData deletes the volume of a home that ran a container.
func removeContainerData(ctx context.Context, y layout) error {
	b, err := os.ReadFile(y.volumeFile())
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fileError("reading "+y.volumeFile(), err)
	}
	if err := engine(ctx); err != nil {
		return err
	}
	name := strings.TrimSpace(string(b))
	for _, args := range [][]string{{"rm", "--force", name}, {"volume", "rm", "--force", name}} {
		if _, err := docker(ctx, args...); err != nil && !noSuch(err) {
			return err
		}
	}
	return nil
}
