// A phone application in C#: P/Invoke by the names of tapi32, and a callback. On Linux Mono finds
// libtapi32.so for "tapi32", on Windows the system's own tapi32.dll.
// usage: mono handset.exe; see languages_test.py for what it prints.

using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

static class Tapi
{
    public const uint UseHiddenWindow = 1, Owner = 2, Keypad = 8, UpAndDown = 3, Steady = 4;
    public const uint PhoneButton = 14, PhoneReply = 17;
    public const int PhoneNameOffset = 9 * 4;

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct InitializeExParams
    {
        public uint TotalSize, NeededSize, UsedSize, Options;
        public IntPtr Event;
        public uint CompletionKey;
    }

    public delegate void Callback(uint device, uint message, UIntPtr instance, UIntPtr p1, UIntPtr p2, UIntPtr p3);

    [DllImport("tapi32", CharSet = CharSet.Unicode)]
    public static extern int phoneInitializeExW(out uint app, IntPtr instance, Callback callback, string name,
                                                out uint phones, ref uint version, ref InitializeExParams parameters);
    [DllImport("tapi32")]
    public static extern int phoneNegotiateAPIVersion(uint app, uint device, uint low, uint high, out uint version,
                                                      [Out] uint[] extension);
    [DllImport("tapi32")]
    public static extern int phoneGetDevCapsW(uint app, uint device, uint version, uint extVersion, byte[] caps);
    [DllImport("tapi32")]
    public static extern int phoneOpen(uint app, uint device, out uint phone, uint version, uint extVersion,
                                       UIntPtr instance, uint privilege);
    [DllImport("tapi32")]
    public static extern int phoneSetStatusMessages(uint phone, uint states, uint modes, uint buttonStates);
    [DllImport("tapi32")]
    public static extern int phoneSetLamp(uint phone, uint lamp, uint mode);
    [DllImport("tapi32")]
    public static extern int phoneSetDisplay(uint phone, uint row, uint column, byte[] text, uint size);
    [DllImport("tapi32")]
    public static extern int phoneClose(uint phone);
    [DllImport("tapi32")]
    public static extern int phoneShutdown(uint app);
}

static class Handset
{
    struct Message
    {
        public uint Id;
        public ulong P1, P2, P3;
    }

    static readonly BlockingCollection<Message> messages = new BlockingCollection<Message>();

    // Kept here: the library calls it as long as the application lives.
    static readonly Tapi.Callback callback = (device, message, instance, p1, p2, p3) =>
        messages.Add(new Message { Id = message, P1 = (ulong)p1, P2 = (ulong)p2, P3 = (ulong)p3 });

    static int Check(string what, int result)
    {
        if (result >= 0) return result;
        Console.WriteLine("{0}: error 0x{1:X8}", what, result);
        Environment.Exit(1);
        return result;
    }

    static string Name(uint app, uint version)
    {
        var caps = new byte[8192];
        BitConverter.GetBytes(caps.Length).CopyTo(caps, 0);
        Check("phoneGetDevCapsW", Tapi.phoneGetDevCapsW(app, 0, version, 0, caps));
        int size = BitConverter.ToInt32(caps, Tapi.PhoneNameOffset - 4);
        int offset = BitConverter.ToInt32(caps, Tapi.PhoneNameOffset);
        return Encoding.Unicode.GetString(caps, offset, size - 2);
    }

    static void AwaitReply(string what, int request)
    {
        Check(what, request);
        Message message;
        do message = messages.Take(); while (message.Id != Tapi.PhoneReply || message.P1 != (ulong)request);
        Check(what, unchecked((int)message.P2));
        Console.WriteLine("{0} done", what);
    }

    static void AwaitButton()
    {
        Message message;
        do message = messages.Take(); while (message.Id != Tapi.PhoneButton);
        Console.WriteLine("button {0} {1}", message.P1, message.P3 == 2 ? "down" : "up");
    }

    static int Main()
    {
        uint app, phones, phone, version = 0x00030001;
        var parameters = new Tapi.InitializeExParams();
        parameters.TotalSize = (uint)Marshal.SizeOf(parameters);
        parameters.Options = Tapi.UseHiddenWindow;
        Check("phoneInitializeExW", Tapi.phoneInitializeExW(out app, IntPtr.Zero, callback, "handset.cs",
                                                            out phones, ref version, ref parameters));
        Console.WriteLine("phones {0}", phones);
        Check("phoneNegotiateAPIVersion",
              Tapi.phoneNegotiateAPIVersion(app, 0, 0x00010003, 0x00030001, out version, new uint[4]));
        Console.WriteLine("phone {0}", Name(app, version));
        Check("phoneOpen", Tapi.phoneOpen(app, 0, out phone, version, 0, UIntPtr.Zero, Tapi.Owner));
        Check("phoneSetStatusMessages", Tapi.phoneSetStatusMessages(phone, 0, Tapi.Keypad, Tapi.UpAndDown));
        AwaitReply("phoneSetLamp", Tapi.phoneSetLamp(phone, 12, Tapi.Steady));
        var text = Encoding.Unicode.GetBytes("Hello from C#");
        AwaitReply("phoneSetDisplay", Tapi.phoneSetDisplay(phone, 0, 0, text, (uint)text.Length));
        Console.WriteLine("ready");
        AwaitButton();
        AwaitButton();
        Check("phoneClose", Tapi.phoneClose(phone));
        Check("phoneShutdown", Tapi.phoneShutdown(app));
        Console.WriteLine("done");
        return 0;
    }
}
