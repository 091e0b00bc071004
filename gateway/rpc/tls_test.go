package rpc_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// selfSigned makes a certificate that is its own authority, and its files.
func selfSigned(t *testing.T) (cert tls.Certificate, certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	keyPEM := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})
	dir := t.TempDir()
	certFile, keyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, text := range map[string][]byte{certFile: certPEM, keyFile: keyPEM} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if cert, err = tls.X509KeyPair(certPEM, keyPEM); err != nil {
		t.Fatal(err)
	}
	return cert, certFile, keyFile
}

// A new authority counts from the next connection on, and the old one no more.
func TestAuthorityFollowsItsFile(t *testing.T) {
	cert, certFile, keyFile := selfSigned(t)
	other, otherFile, _ := selfSigned(t)
	trusted := filepath.Join(t.TempDir(), "clients.pem")
	trust := func(file string, at time.Time) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.WriteFile(trusted, text, 0o600), os.Chtimes(trusted, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	trust(certFile, time.Unix(1000, 0))
	u := stubtest.New(t, answerOf("chat", false))
	c := to(u, "chat")
	c.TLS = &config.ServerTLS{CertFile: certFile, KeyFile: keyFile, ClientCAFile: trusted}
	s := serve(t, c, zap.NewNop())
	roots := x509.NewCertPool()
	roots.AddCert(cert.Leaf)
	check := func(when string, client tls.Certificate, served bool) {
		t.Helper()
		conf := &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{client}, MinVersion: tls.VersionTLS12}
		conn := s.dial(grpc.WithTransportCredentials(credentials.NewTLS(conf)))
		if _, err := pb.NewGenerationServiceClient(conn).Generate(testContext(t), weather()); (err == nil) != served {
			t.Errorf("%s: %v", when, err)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}
	check("trusted", cert, true)
	check("a stranger", other, false)
	trust(otherFile, time.Unix(2000, 0))
	check("trusted now", other, true)
	check("trusted no more", cert, false)
}

// With an authority for clients, only those with a certificate of it are served.
func TestMutualTLS(t *testing.T) {
	cert, certFile, keyFile := selfSigned(t)
	u := stubtest.New(t, answerOf("chat", false))
	c := to(u, "chat")
	c.TLS = &config.ServerTLS{CertFile: certFile, KeyFile: keyFile, ClientCAFile: certFile}
	s := serve(t, c, zap.NewNop())
	roots := x509.NewCertPool()
	roots.AddCert(cert.Leaf)
	for name, tc := range map[string]struct {
		certs []tls.Certificate
		code  codes.Code
	}{"with": {[]tls.Certificate{cert}, codes.OK}, "without": {nil, codes.Unavailable}} {
		conf := &tls.Config{RootCAs: roots, Certificates: tc.certs, MinVersion: tls.VersionTLS12}
		conn := s.dial(grpc.WithTransportCredentials(credentials.NewTLS(conf)))
		_, err := pb.NewGenerationServiceClient(conn).Generate(testContext(t), weather())
		if err == nil && tc.code != codes.OK || err != nil && statusOf(t, err).Code() != tc.code {
			t.Errorf("%s a certificate: %v", name, err)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}
}
