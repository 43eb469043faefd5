package loader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"qawl/server/servertest"
)

// Whatever is wrong with address, user or encryption: the kind says so, there
// is a hint, and the password is nowhere.
func TestConnectErrors(t *testing.T) {
	e := endpointOf(servertest.Start(t))
	host := strings.TrimPrefix(e.URI, "bolt://")
	const secret = "s3cret-word"
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	closed.Close()
	quiet := log.New(io.Discard, "", 0)
	web := httptest.NewServer(http.NotFoundHandler())
	defer web.Close()
	tls := httptest.NewUnstartedServer(http.NotFoundHandler())
	tls.Config.ErrorLog = quiet
	tls.StartTLS()
	defer tls.Close()
	tests := []struct {
		name string
		e    Endpoint
		kind Kind
	}{
		{"nobody listens", Endpoint{URI: "bolt://" + nobody, Username: "neo4j", Password: secret}, NoConnection},
		{"nobody listens, routing", Endpoint{URI: "neo4j://" + nobody, Username: "neo4j", Password: secret}, NoConnection},
		{"unknown host", Endpoint{URI: "bolt://nowhere.invalid:7687", Username: "neo4j", Password: secret}, NoConnection},
		{"web server", Endpoint{URI: "bolt://" + strings.TrimPrefix(web.URL, "http://"), Username: "neo4j", Password: secret}, NoConnection},
		{"plain to encrypted", Endpoint{URI: "bolt://" + strings.TrimPrefix(tls.URL, "https://"), Username: "neo4j", Password: secret}, NoConnection},
		{"encrypted to plain", Endpoint{URI: "bolt+s://" + host, Username: "neo4j", Password: secret}, NoConnection},
		{"self-signed certificate", Endpoint{URI: "bolt+s://" + strings.TrimPrefix(tls.URL, "https://"), Username: "neo4j", Password: secret}, NoConnection},
		{"no address", Endpoint{URI: "", Username: "neo4j", Password: secret}, NoConnection},
		{"another scheme", Endpoint{URI: "http://" + host, Username: "neo4j", Password: secret}, NoConnection},
		{"password in the address", Endpoint{URI: "bolt://neo4j:" + secret + "@" + host}, NoConnection},
		{"broken address", Endpoint{URI: "bolt://neo4j:" + secret + "@[::1"}, NoConnection},
		{"unknown database", Endpoint{URI: e.URI, Username: e.Username, Password: e.Password, Database: "nosuch"}, NoConnection},
	}
	if e.Username != "" {
		tests = append(tests, struct {
			name string
			e    Endpoint
			kind Kind
		}{"wrong password", Endpoint{URI: e.URI, Username: e.Username, Password: secret}, NotLetIn}, struct {
			name string
			e    Endpoint
			kind Kind
		}{"no user", Endpoint{URI: e.URI}, NotLetIn})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			db, err := Connect(ctx, tt.e, ConnectOptions{Timeout: 5 * time.Second})
			if err == nil {
				defer db.Close(ctx)
				_, err = db.Query(ctx, "RETURN 1", nil, QueryOptions{})
			}
			var ours *Error
			if !errors.As(err, &ours) || ours.Kind != tt.kind || ours.Hint() == "" {
				t.Fatalf("got %v", err)
			}
			all := fmt.Sprintf("%v %+v %#v %s %v %#v %+v", err, err, err, ours.Hint(), tt.e, tt.e, tt.e)
			if strings.Contains(all, secret) || strings.Contains(all, "ConnectivityError") {
				t.Errorf("%s", all)
			}
			t.Log(err, "|", ours.Hint())
		})
	}
}

// A server that goes away for a while is waited for.
func TestWaitsForTheServer(t *testing.T) {
	e := endpointOf(servertest.Fresh(t))
	p := newProxy(t, strings.TrimPrefix(e.URI, "bolt://"))
	e.URI = "bolt://" + p.addr
	var told bytes.Buffer
	retries := make(chan error, 1000)
	db, err := Connect(t.Context(), e, ConnectOptions{Timeout: time.Minute, Retry: func(err error) { retries <- err }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.Background())
	ds := generated(t, 60)
	n := 0
	o := Options{Fold: fold(t), BatchSize: 5, Progress: func(pr Progress) {
		if n++; n%3 == 0 {
			p.cut(300 * time.Millisecond)
		}
	}}
	r, err := New(db, o).Load(t.Context(), docs(ds...))
	if err != nil || r.Created != len(ds) {
		t.Fatalf("%+v, %v", r.Change, err)
	}
	close(retries)
	for err := range retries {
		fmt.Fprintln(&told, err)
	}
	if told.Len() == 0 {
		t.Error("nobody was told of a retry")
	}
	same(t, stored(t, db), wanted(t, ds...))
	sound(t, db)
}

// proxy passes connections on until it is told to cut them.
type proxy struct {
	addr string
	cuts chan time.Duration
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{l.Addr().String(), make(chan time.Duration, 100)}
	incoming := make(chan net.Conn)
	done := make(chan struct{})
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			select {
			case incoming <- c:
			case <-done:
				c.Close()
			}
		}
	}()
	go func() {
		var open []net.Conn
		shut := func() {
			for _, c := range open {
				c.Close()
			}
			open = nil
		}
		defer shut()
		var until time.Time
		for {
			select {
			case c := <-incoming:
				if time.Now().Before(until) {
					c.Close()
					continue
				}
				s, err := net.Dial("tcp", to)
				if err != nil {
					c.Close()
					continue
				}
				open = append(open, c, s)
				go io.Copy(c, s)
				go io.Copy(s, c)
			case d := <-p.cuts:
				until = time.Now().Add(d)
				shut()
			case <-done:
				return
			}
		}
	}()
	t.Cleanup(func() { l.Close(); close(done) })
	return p
}

func (p *proxy) cut(d time.Duration) { p.cuts <- d }
