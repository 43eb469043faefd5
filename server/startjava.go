package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"qawl/server/internal/host"
)

const (
	mainServer = "org.neo4j.server.CommunityEntryPoint"
	mainAdmin  = "org.neo4j.cli.AdminTool"
)

var bindFailed = regexp.MustCompile(`(?i)address already in use|failed to bind|BindException`)

// javaArgs are what both of Neo4j's programs are started with.
func javaArgs(y layout) []string {
	return []string{
		"-Dfile.encoding=UTF-8",
		// Nothing is left in the system's folder for temporary files when
		// the server is killed.
		"-Djava.io.tmpdir=" + y.temp(),
		"-XX:-UsePerfData",
		// The parts of Java that Neo4j reaches into.
		"--add-opens=java.base/java.nio=ALL-UNNAMED",
		"--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	}
}

// runtimeEnv is all that a server's process is made from.
type runtimeEnv struct {
	java java
	lib  library
	// classPath ends with the Browser's jar, which varies with its extra files.
	classPath []string
}

// startJava starts a server on this machine's Java and waits for it. The
// caller holds the home's lock and made sure that none runs.
func (l *Local) startJava(ctx context.Context, o StartOptions) (instance, error) {
	env, err := l.prepare(ctx, o)
	if err != nil {
		return instance{}, err
	}
	y := l.layout()
	var last ports
	if _, err := readJSON(y.ports(), &last); err != nil {
		return instance{}, err
	}
	for try := 1; ; try++ {
		in := instance{Version: Version, Java: env.java.Version, NoAuth: o.NoAuth,
			memory: l.memory(o)}
		if in.ports, err = choosePorts(ports{o.BoltPort, o.HTTPPort}, last); err != nil {
			return instance{}, err
		}
		err = l.run(ctx, env, &in, o)
		// Somebody else may take a port between the look and the start.
		if errors.Is(err, PortTaken) && (o.BoltPort == 0 || o.HTTPPort == 0) && try < 3 {
			continue
		}
		return in, err
	}
}

func (l *Local) memory(o StartOptions) memory {
	return fitMemory(host.MachineBytes(), memory{o.HeapMB, o.PageCacheMB})
}

// prepare sees to Java, jars and the first password.
func (l *Local) prepare(ctx context.Context, o StartOptions) (runtimeEnv, error) {
	var env runtimeEnv
	find := func() (java, error) { return findJava(ctx, l.javaFolders) }
	var err error
	if env.java, err = find(); err != nil {
		return env, err
	}
	env.lib, err = ensureJars(ctx, l.Home.Cache, l.jars, find, o.Progress)
	if err != nil {
		return env, err
	}
	o.Progress(Progress{Step: StepPrepare, Detail: l.layout().root})
	browser := env.lib.path("neo4j-browser-")
	for _, j := range l.jars {
		if p := filepath.Join(env.lib.dir, j.Name); p != browser {
			env.classPath = append(env.classPath, p)
		}
	}
	if browser, err = browserJar(browser, l.Home.Cache, o.Browser); err != nil {
		return env, err
	}
	env.classPath = append(env.classPath, browser)
	for _, dir := range []string{"conf", "logs", "import", "data", "tmp"} {
		if err := makeDir(filepath.Join(l.layout().root, dir)); err != nil {
			return env, err
		}
	}
	return env, l.setPassword(ctx, env)
}

// setPassword makes the first password, and has Neo4j's own tool take it
// from its file, so that it stands in no list of processes.
func (l *Local) setPassword(ctx context.Context, env runtimeEnv) error {
	y := l.layout()
	known, err := y.readPassword()
	if err != nil {
		return err
	}
	if known != "" && fileExists(y.authFile()) {
		return nil
	}
	if known == "" {
		if fileExists(filepath.Join(y.data(), "databases", "system")) {
			return &Error{Kind: NotLetIn, Doing: "reading the password file " + y.password(),
				Err:  errors.New("it is gone, and the database has a password"),
				hint: "write the password into it, or start over with an empty database: graph server reset"}
		}
		if _, err := y.makePassword(); err != nil {
			return err
		}
	}
	// The tool reads the configuration; an empty one will do.
	if err := writeFile(filepath.Join(y.conf(), "neo4j.conf"), nil, 0o600); err != nil {
		return err
	}
	args := append([]string{"-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"}, javaArgs(y)...)
	args = append(args, "-cp", joinPath(env.classPath), mainAdmin,
		"dbms", "set-initial-password", "@"+y.password())
	cmd := exec.CommandContext(ctx, env.java.Path, args...)
	cmd.Env = append(childEnv(), "NEO4J_HOME="+y.root, "NEO4J_CONF="+y.conf())
	if out, err := cmd.CombinedOutput(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		e := &Error{Kind: NotStarted, Doing: "setting the first password", Err: err, Lines: tail(lines, 15)}
		if noSpace.Match(out) {
			return diskFull(e.Doing, err)
		}
		return e
	}
	return nil
}

// run starts the process, writes down what it is called by, and waits until
// it answers. When it does not, nothing is left running.
func (l *Local) run(ctx context.Context, env runtimeEnv, in *instance, o StartOptions) error {
	y := l.layout()
	post := o.Browser.postConnect(browserURL(in.HTTP))
	conf := confText(settings("127.0.0.1", in.ports, in.ports, in.memory, in.NoAuth, post))
	if err := writeFile(filepath.Join(y.conf(), "neo4j.conf"), []byte(conf), 0o600); err != nil {
		return err
	}
	if err := writeJSON(y.ports(), in.ports); err != nil {
		return err
	}
	if info, err := os.Stat(y.serverLog()); err == nil {
		in.LogFrom = info.Size()
	}
	args := append([]string{fmt.Sprintf("-Xmx%dm", in.HeapMB)}, javaArgs(y)...)
	if o.Short {
		args = append(args, "-XX:TieredStopAtLevel=1") // the quick compiler alone
	}
	args = append(args, "-cp", joinPath(env.classPath),
		mainServer, homeArg(y.root), "--config-dir="+y.conf())
	cmd := exec.Command(env.java.Path, args...)
	cmd.Dir, cmd.Env = y.root, childEnv()
	in.Started = time.Now()
	p, exited, err := host.Launch(cmd, y.console())
	if err != nil {
		return &Error{Kind: NotStarted, Doing: "starting Neo4j " + Version, Err: err}
	}
	in.Process = p
	if err = writeJSON(y.running(), in); err == nil {
		err = l.await(ctx, *in, exited, o)
	}
	if err != nil {
		// Also when the wait was broken off: no half-started server stays.
		_ = end(context.WithoutCancel(ctx), p, 10*time.Second)
		os.Remove(y.running())
	}
	return err
}

func joinPath(list []string) string { return strings.Join(list, string(os.PathListSeparator)) }

// childEnv is the environment without what would change where Neo4j looks,
// and with a locale in which Java can name every file.
func childEnv() []string {
	var out []string
	for _, kv := range os.Environ() {
		k, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(k, "NEO4J_") || k == "CLASSPATH" {
			continue
		}
		out = append(out, kv)
	}
	if runtime.GOOS != "windows" && !utf8Locale() {
		out = append(out, "LC_ALL=C.UTF-8")
	}
	return out
}

func utf8Locale() bool {
	for _, k := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(os.Getenv(k)); v != "" {
			return strings.HasSuffix(v, "utf-8") || strings.HasSuffix(v, "utf8")
		}
	}
	return false
}
