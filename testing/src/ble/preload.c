/*
 * Loaded into btvirt (LD_PRELOAD) so that it runs on any kernel and beside others of its kind:
 * - AF_ALG sockets, which it opens for each controller, may be missing in the kernel: then a stand-in is given (no pairing).
 * - It ends with the test that started it, however that ended.
 * - Its server sockets have fixed names, /tmp/bt-server-*: they go into the directory SOLESTREAM_BTVIRT_DIR instead.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define FIXED "/tmp/bt-server-"
#define MAX_FD 1024

static char stand_in[MAX_FD];

__attribute__((constructor)) static void end_with_parent(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* 1: moved, 0: not one of the fixed names, -1: the private directory's name is too long */
static int moved(const char *path, char *out, size_t size)
{
	const char *dir = getenv("SOLESTREAM_BTVIRT_DIR");
	if (!dir || strncmp(path, FIXED, strlen(FIXED)) != 0)
		return 0;
	int n = snprintf(out, size, "%s/%s", dir, path + strlen("/tmp/"));
	return n > 0 && (size_t) n < size ? 1 : -1;
}

int socket(int domain, int type, int protocol)
{
	int (*real)(int, int, int) = dlsym(RTLD_NEXT, "socket");
	int fd = real(domain, type, protocol);
	if (domain != AF_ALG)
		return fd;
	if (fd < 0) {
		fd = real(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
		if (fd >= 0 && fd < MAX_FD)
			stand_in[fd] = 1;
	}
	return fd;
}

int bind(int fd, const struct sockaddr *address, socklen_t length)
{
	int (*real)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "bind");
	if (address->sa_family == AF_ALG && fd >= 0 && fd < MAX_FD && stand_in[fd])
		return 0;
	if (address->sa_family == AF_UNIX) {
		struct sockaddr_un here;
		memset(&here, 0, sizeof(here));
		here.sun_family = AF_UNIX;
		int m = moved(((const struct sockaddr_un *) address)->sun_path, here.sun_path, sizeof(here.sun_path));
		if (m < 0) {
			errno = ENAMETOOLONG;
			return -1;
		}
		if (m > 0)
			return real(fd, (const struct sockaddr *) &here, sizeof(here));
	}
	return real(fd, address, length);
}

int unlink(const char *path)
{
	int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
	char here[sizeof(((struct sockaddr_un *) 0)->sun_path)];
	int m = moved(path, here, sizeof(here));
	if (m < 0) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return real(m > 0 ? here : path);
}

int close(int fd)
{
	int (*real)(int) = dlsym(RTLD_NEXT, "close");
	if (fd >= 0 && fd < MAX_FD)
		stand_in[fd] = 0;
	return real(fd);
}
